package pl.kartoteka.client.folding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client is found by.
 *
 * @param searchText every word that search knows, between single spaces
 * @param likeness   the words by which near duplicates know each other
 */
public record CardWords(String searchText, String likeness) {
    private static final int LONGEST_NAME = 510;
    private static final String POLAND = "48";
    private static final Pattern LEGAL_FORM = Pattern.compile(
            " (sp z ?oo|sp z o o|sp ?zoo|spolka z (oo|o o|ograniczona odpowiedzialnoscia)|(prosta )?spolka akcyjna"
                    + "|(spolka|sp) (jawna|komandytowa|cywilna|partnerska|j|k|c|p)|s a|sa|psa|p s a|s c|sc"
                    + "|przedsiebiorstwo (handlowo )?(uslugowe|handlowe|produkcyjne)|firma|phu|fhu|ltd|gmbh|s k a|ska)(?= )");

    /** @param card as it is kept */
    public static CardWords of(JsonNode card) {
        String name = Folding.searchForm(card.path("name").asString());
        String shortName = form(card, "shortName");
        List<String> emails = texts(card, "emails", "address").map(Folding::folded).toList();
        List<String> phones = texts(card, "phones", "number").toList();
        return new CardWords(
                searchText(card, name, shortName, emails, phones),
                likeness(card, name, shortName, emails, phones));
    }

    private static String searchText(
            JsonNode card, String name, String shortName, List<String> emails, List<String> phones) {
        StringBuilder text = new StringBuilder(256);
        add(text, beginning(name));
        add(text, shortName);
        add(text, form(card, "firstName"));
        add(text, form(card, "lastName"));
        add(text, text(card, "nip"));
        add(text, lower(text(card, "euVatNumber")));
        add(text, text(card, "regon"));
        add(text, text(card, "krs"));
        texts(card, "addresses", "city").forEach(city -> add(text, Folding.searchForm(city)));
        emails.forEach(email -> add(text, email));
        phones.forEach(phone -> add(text, digits(phone) + " " + national(phone)));
        return text.append(' ').toString();
    }

    private static String beginning(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    private static void add(StringBuilder text, @Nullable String words) {
        if (words == null) {
            return;
        }
        boolean between = true;
        for (int i = 0; i < words.length(); i++) {
            char character = words.charAt(i);
            if (character == ' ') {
                between = true;
            } else {
                if (between) {
                    text.append(' ');
                    between = false;
                }
                text.append(character);
            }
        }
    }

    private static String likeness(
            JsonNode card, String name, String shortName, List<String> emails, List<String> phones) {
        List<@Nullable String> words = new ArrayList<>();
        words.add(nameKey(name));
        words.add(nameKey(shortName));
        words.addAll(emails);
        phones.forEach(phone -> words.add(digits(phone)));
        card.path("addresses").valueStream().forEach(address -> words.add(addressKey(address)));
        words.add(lower(text(card, "euVatNumber")));
        words.add(text(card, "regon"));
        words.add(text(card, "krs"));
        return words.stream().filter(word -> word != null).collect(Collectors.joining(" "));
    }

    /** How a name sounds without its legal form, as one word. */
    private static @Nullable String nameKey(String form) {
        StringBuilder spaced = new StringBuilder(form.length() + 2);
        add(spaced, form);
        String key = LEGAL_FORM.matcher(spaced.append(' ')).replaceAll(" ").replace(" ", "");
        return key.isEmpty() ? null : "n:" + key;
    }

    private static @Nullable String addressKey(JsonNode address) {
        return text(address, "city") == null || text(address, "building") == null
                ? null
                : "a:" + Stream.of("city", "street", "building", "unit").map(part -> text(address, part))
                        .filter(part -> part != null).map(part -> Folding.searchForm(part).replace(" ", ""))
                        .collect(Collectors.joining("|"));
    }

    private static String digits(String phone) {
        return phone.startsWith("+") ? phone.substring(1) : phone;
    }

    private static String national(String phone) {
        String digits = digits(phone);
        return digits.startsWith(POLAND) ? digits.substring(POLAND.length()) : digits;
    }

    private static String form(JsonNode card, String field) {
        String text = text(card, field);
        return text == null ? "" : Folding.searchForm(text);
    }

    private static Stream<String> texts(JsonNode card, String list, String field) {
        return card.path(list).valueStream().map(one -> text(one, field)).filter(text -> text != null);
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode text = node.get(field);
        return text == null || text.isNull() ? null : text.asString();
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
