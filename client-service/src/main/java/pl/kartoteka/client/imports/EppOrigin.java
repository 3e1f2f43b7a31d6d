package pl.kartoteka.client.imports;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import pl.kartoteka.client.identifier.Country;
import pl.kartoteka.client.identifier.EuVatNumber;

/**
 * Where a contractor of an EPP file is from. From column 28 on versions differ in how many there are and where they begin, so what stands
 * there is told apart by what it looks like: the name of a country, the prefix of a VAT number, whether that is of the Union (0 or 1), and
 * in newer versions the ISO code of the country.
 *
 * @param country ISO code
 * @param vatPrefix of tax numbers there; empty outside the Union
 */
record EppOrigin(String country, String vatPrefix) {
    private static final int BEFORE = 27;
    private static final String POLAND = "PL";
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");
    private static final Set<String> LOGICAL = Set.of("0", "1");

    static EppOrigin of(List<String> fields) {
        List<String> last = fields.subList(Math.min(BEFORE, fields.size()), fields.size());
        int logical = Math.max(last.indexOf("0"), last.indexOf("1"));
        List<String> before = logical < 0 ? last : last.subList(0, logical);
        List<String> after = logical < 0 ? List.of() : last.subList(logical, last.size());
        String prefix = code(before);
        String iso = code(after);
        String named = last.stream().filter(text -> !text.isEmpty() && !LOGICAL.contains(text))
                .filter(text -> !CODE.matcher(text).matches())
                .map(Words::country).filter(Country::isValid).findFirst().orElse("");
        // Poland is what everybody leaves there, so that any other country was meant.
        String country = Stream.of(iso, named, ofPrefix(prefix))
                .filter(one -> Country.isValid(one) && !one.equals(POLAND)).findFirst().orElse(POLAND);
        return new EppOrigin(country, prefix.isEmpty() ? prefixOf(country) : prefix);
    }

    private static String code(List<String> fields) {
        return fields.stream().filter(text -> CODE.matcher(text).matches()).findFirst().orElse("");
    }

    /** Greece and Northern Ireland have prefixes that are no codes of countries. */
    private static String ofPrefix(String prefix) {
        return switch (prefix) {
            case "EL" -> "GR";
            case "XI" -> "GB";
            default -> prefix;
        };
    }

    private static String prefixOf(String country) {
        String prefix = country.equals("GR") ? "EL" : country;
        return EuVatNumber.isCountry(prefix) ? prefix : "";
    }
}
