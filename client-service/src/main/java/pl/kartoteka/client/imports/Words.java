package pl.kartoteka.client.imports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** What people write in cells, in the words of the card. What is not understood stays as it is, for validation to name. */
final class Words {
    private static final Map<String, Map<String, String>> CHOICES = Map.of(
            "kind",
            Map.of("firma", "COMPANY", "osoba", "PERSON", "osobafizyczna", "PERSON", "instytucja", "INSTITUTION",
                    "pracownik", "EMPLOYEE", "wspolnik", "PARTNER"),
            "stage", Map.of("standardowy", "STANDARD", "potencjalny", "POTENTIAL"),
            "importance",
            Map.of("niska", "LOW", "srednia", "MEDIUM", "normalna", "MEDIUM", "wysoka", "HIGH", "kluczowa",
                    "KEY", "kluczowy", "KEY"),
            "terms.paymentForm", Map.of("przelew", "TRANSFER", "gotowka", "CASH", "karta", "CARD", "pobranie",
                    "CASH_ON_DELIVERY", "zapobraniem", "CASH_ON_DELIVERY", "raty", "INSTALMENTS", "kompensata",
                    "COMPENSATION", "inna", "OTHER"));
    private static final Map<String, Boolean> TRUTH = Map.ofEntries(
            Map.entry("tak", true), Map.entry("t", true), Map.entry("1", true), Map.entry("true", true),
            Map.entry("yes", true), Map.entry("y", true), Map.entry("aktywny", true), Map.entry("x", true),
            Map.entry("nie", false), Map.entry("n", false), Map.entry("0", false), Map.entry("false", false),
            Map.entry("no", false), Map.entry("nieaktywny", false));
    private static final Map<String, String> COUNTRIES = countries();

    private Words() {}

    static String choice(String field, String text) {
        return CHOICES.getOrDefault(field, Map.of())
                .getOrDefault(ImportFields.plain(text), text.strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    static JsonNode truth(String text) {
        Boolean truth = TRUTH.get(ImportFields.plain(text));
        return truth == null ? StringNode.valueOf(text) : BooleanNode.valueOf(truth);
    }

    static JsonNode whole(String text) {
        try {
            return IntNode.valueOf(Integer.parseInt(text.strip()));
        } catch (NumberFormatException _) {
            return StringNode.valueOf(text);
        }
    }

    /** With a point, without the spaces between thousands and without a percent sign. */
    static String decimal(String text) {
        return text.replaceAll("[\\s\\u00A0\\u202F%]", "").replace(',', '.');
    }

    static String country(String text) {
        return COUNTRIES.getOrDefault(ImportFields.plain(text), text);
    }

    private static Map<String, String> countries() {
        var countries = new HashMap<String, String>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            countries.put(ImportFields.plain(country.getDisplayCountry(Locale.of("pl"))), code);
            countries.putIfAbsent(ImportFields.plain(country.getDisplayCountry(Locale.ENGLISH)), code);
        }
        countries.remove("");
        return countries;
    }
}
