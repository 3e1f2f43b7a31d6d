package pl.kartoteka.client.imports;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

import static java.util.Map.entry;

/** What people write in cells, in the words of the card. What is not understood stays as it is, for validation to name. */
final class Words {
    private static final Map<String, Map<String, String>> CHOICES = Map.ofEntries(
            entry("kind",
                    Map.of("firma", "COMPANY", "osoba", "PERSON", "osobafizyczna", "PERSON", "instytucja",
                            "INSTITUTION",
                            "pracownik", "EMPLOYEE", "wspolnik", "PARTNER")),
            entry("stage", Map.of("standardowy", "STANDARD", "potencjalny", "POTENTIAL")),
            entry("payer", Map.of("oddzial", "SELF", "klient", "SELF", "sam", "SELF", "centrala", "HEAD_OFFICE")),
            entry("businessStatus",
                    Map.of("aktywna", "ACTIVE", "aktywny", "ACTIVE", "zawieszona", "SUSPENDED", "zawieszony",
                            "SUSPENDED", "upadlosc", "BANKRUPT", "zamknieta", "CLOSED", "wykreslona", "CLOSED",
                            "wykreslony", "CLOSED", "nierozpoczeta", "NOT_STARTED")),
            entry("vatStatus",
                    Map.of("czynny", "ACTIVE", "zwolniony", "EXEMPT", "niezarejestrowany", "NOT_REGISTERED")),
            entry("relationship",
                    Map.of("zimna", "COLD", "neutralna", "NEUTRAL", "dobra", "GOOD", "bliska", "CLOSE")),
            entry("contactPreferences.channel",
                    Map.of("email", "EMAIL", "telefon", "PHONE", "sms", "SMS", "komunikator", "MESSENGER", "poczta",
                            "POST", "list", "POST", "spotkanie", "MEETING")),
            entry("contactPreferences.days", days()),
            entry("idDocument.type",
                    Map.of("dowod", "ID_CARD", "dowodosobisty", "ID_CARD", "paszport", "PASSPORT", "kartapobytu",
                            "RESIDENCE_CARD", "inny", "OTHER")),
            entry("importance",
                    Map.of("niska", "LOW", "srednia", "MEDIUM", "normalna", "MEDIUM", "wysoka", "HIGH", "kluczowa",
                            "KEY", "kluczowy", "KEY")),
            entry("terms.paymentForm", Map.of("przelew", "TRANSFER", "gotowka", "CASH", "karta", "CARD", "pobranie",
                    "CASH_ON_DELIVERY", "zapobraniem", "CASH_ON_DELIVERY", "raty", "INSTALMENTS", "kompensata",
                    "COMPENSATION", "inna", "OTHER")));
    private static final Map<String, Boolean> TRUTH = Map.ofEntries(
            entry("tak", true), entry("t", true), entry("1", true), entry("true", true),
            entry("yes", true), entry("y", true), entry("aktywny", true), entry("x", true),
            entry("nie", false), entry("n", false), entry("0", false), entry("false", false),
            entry("no", false), entry("nieaktywny", false));
    private static final Map<String, String> COUNTRIES = countries();
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}))?\\.?");
    private static final Pattern HOUR = Pattern.compile("\\d:\\d{2}");

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

    /** As it is read again from what is kept: a whole number is no decimal one. */
    static JsonNode number(String text) {
        try {
            var number = new BigDecimal(decimal(text));
            return number.scale() <= 0
                    ? JsonMapper.shared().readTree(number.toBigInteger().toString())
                    : DecimalNode.valueOf(number);
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

    /** As calendars have it: with the year first where it was last; months and days alone have no year. */
    static String date(String text) {
        Matcher written = DAY_FIRST.matcher(text);
        if (!written.matches()) {
            return text;
        }
        String year = written.group(3) == null ? "" : written.group(3) + "-";
        return year + two(written.group(2)) + "-" + two(written.group(1));
    }

    static String hour(String text) {
        return HOUR.matcher(text).matches() ? "0" + text : text;
    }

    private static String two(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    private static Map<String, String> days() {
        var days = new HashMap<>(Map.of("pn", DayOfWeek.MONDAY.name(), "nd", DayOfWeek.SUNDAY.name()));
        for (DayOfWeek day : DayOfWeek.values()) {
            for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                days.put(ImportFields.plain(day.getDisplayName(style, Locale.of("pl"))), day.name());
                days.put(ImportFields.plain(day.getDisplayName(style, Locale.ENGLISH)), day.name());
            }
        }
        return days;
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
