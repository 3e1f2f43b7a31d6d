package pl.kartoteka.gus.company;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.RegisterAddress;

/**
 * An address made readable: postal code with its hyphen, street without {@code ul.}, no shouting.
 *
 * @param line the whole address on one line
 * @param registered letter by letter as the register has it
 */
record CompanyAddress(
        @Nullable String street,
        @Nullable String building,
        @Nullable String unit,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String commune,
        @Nullable String county,
        @Nullable String voivodeship,
        @Nullable String country,
        String line,
        String registered) {
    private static final Pattern ONE_LINE = Pattern.compile(
            "(?<street>.+?)\\s+(?<building>\\d\\S*?)(?:\\s*(?:/|\\s(?:m|lok)\\.?\\s)\\s*(?<unit>\\S+))?,"
                    + "\\s*(?<code>\\d{2}-?\\d{3})\\s+(?<city>.+)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    static CompanyAddress of(RegisterAddress address) {
        var line = address.line();
        return line == null
                ? ofParts(address, line(address.street(), address.building(), address.unit(), address.postalCode(),
                        address.city()))
                : ofLine(line);
    }

    private static CompanyAddress ofLine(String text) {
        var line = text.strip().replaceAll("\\s*\\R\\s*", ", ").replaceAll("\\s+", " ");
        var parts = ONE_LINE.matcher(line);
        if (!parts.matches()) {
            return new CompanyAddress(null, null, null, null, null, null, null, null, null, Readable.name(line), text);
        }
        return ofParts(new RegisterAddress(parts.group("street"), parts.group("building"), parts.group("unit"),
                parts.group("code"), parts.group("city"), null, null, null, null, "PL", null), text);
    }

    private static CompanyAddress ofParts(RegisterAddress address, String registered) {
        var street = readable(address.street());
        var city = address.city() == null ? null : Readable.name(address.city());
        var shown = street == null ? null : Readable.street(street);
        var code = postalCode(address.postalCode());
        return new CompanyAddress(shown, address.building(), address.unit(), code, city,
                readable(address.commune()), lowerCase(address.county()), lowerCase(address.voivodeship()),
                country(address.country()), line(shown, address.building(), address.unit(), code, city), registered);
    }

    /** With its hyphen, which some reports leave out; what is not a Polish code stays as it is. */
    static @Nullable String postalCode(@Nullable String code) {
        return code != null && code.matches("\\d{5}") ? code.substring(0, 2) + "-" + code.substring(2) : code;
    }

    private static String line(
            @Nullable String street,
            @Nullable String building,
            @Nullable String unit,
            @Nullable String code,
            @Nullable String city) {
        var number = unit == null ? building : building + "/" + unit;
        // A village without streets is its own street.
        var place = joined(" ", street == null ? city : street, number);
        return joined(", ", place, joined(" ", code, city));
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(between));
    }

    private static @Nullable String readable(@Nullable String text) {
        return text == null ? null : Readable.name(text);
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Readable.POLISH);
    }

    private static @Nullable String country(@Nullable String country) {
        if (country == null || country.equalsIgnoreCase("POLSKA")) {
            return "PL";
        }
        return country.matches("[A-Z]{2}") ? country : null;
    }
}
