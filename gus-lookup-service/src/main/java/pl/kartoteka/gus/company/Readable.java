package pl.kartoteka.gus.company;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes what registers write in capitals readable. What has small letters already is left as it is. */
final class Readable {
    static final Locale POLISH = Locale.of("pl", "PL");

    private static final Map<String, String> LEGAL_FORMS = legalForms();
    private static final Set<String> SMALL = Set.of("A", "I", "O", "U", "W", "Z", "DLA", "DO", "ITD", "LUB", "NA",
            "NAD", "OD", "ORAZ", "PO", "POD", "PRZY", "SPOD", "VEL", "ZA", "ZE");
    private static final Pattern ROMAN = Pattern.compile("[IVX]{2,}");
    private static final Pattern VOWEL = Pattern.compile("[AĄEĘIOÓUY]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]+(?:['’]\\p{L}+)?");
    private static final Pattern UL = Pattern.compile("^(?:ul\\.\\s*|ul\\s+|ulica\\s+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STREET_KIND = Pattern.compile("^(Al|Pl|Os|Aleja|Aleje|Plac|Osiedle|Rondo|Skwer)\\b");

    private Readable() {}

    static String name(String text) {
        var plain = text.strip().replaceAll("\\s+", " ");
        if (!shouts(plain)) {
            return plain;
        }
        var readable = capitalized(plain);
        for (var form : LEGAL_FORMS.entrySet()) {
            readable = Pattern.compile("(?<!\\p{L})" + form.getKey() + "(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(readable).replaceAll(form.getValue());
        }
        return readable;
    }

    /** Without {@code ul.}; other kinds of street keep theirs, small. */
    static String street(String text) {
        var street = UL.matcher(name(text)).replaceFirst("");
        return STREET_KIND.matcher(street).replaceFirst(kind -> kind.group(1).toLowerCase(POLISH));
    }

    /** The first letter large, the rest small. */
    static String sentence(String text) {
        if (text.isEmpty() || !shouts(text)) {
            return text;
        }
        return text.substring(0, 1) + text.substring(1).toLowerCase(POLISH);
    }

    private static boolean shouts(String text) {
        return text.equals(text.toUpperCase(POLISH));
    }

    private static String capitalized(String text) {
        return WORD.matcher(text).replaceAll(word -> word.start() > 0 && SMALL.contains(word.group())
                ? word.group().toLowerCase(POLISH)
                : capitalizedWord(word.group()));
    }

    /** Roman numbers and words without a vowel, which are abbreviations, stay large. */
    private static String capitalizedWord(String word) {
        if (ROMAN.matcher(word).matches() || word.length() > 1 && word.length() < 5 && !VOWEL.matcher(word).find()) {
            return word;
        }
        return word.substring(0, 1) + word.substring(1).toLowerCase(POLISH);
    }

    private static Map<String, String> legalForms() {
        var forms = new LinkedHashMap<String, String>();
        forms.put("prosta spółka akcyjna", "P.S.A.");
        forms.put("spółka komandytowo-akcyjna", "S.K.A.");
        forms.put("spółka z ograniczoną odpowiedzialnością", "sp. z o.o.");
        forms.put("sp\\. ?z ?o\\. ?o\\.", "sp. z o.o.");
        forms.put("spółka akcyjna", "S.A.");
        forms.put("spółka komandytowa", "sp.k.");
        forms.put("spółka jawna", "sp.j.");
        forms.put("spółka partnerska", "sp.p.");
        forms.put("spółka cywilna", "s.c.");
        return forms.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, LinkedHashMap::new));
    }
}
