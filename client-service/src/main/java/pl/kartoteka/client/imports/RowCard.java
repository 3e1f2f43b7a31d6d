package pl.kartoteka.client.imports;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.Site;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFieldType;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.client.dictionary.DictionaryNames.Name;
import pl.kartoteka.client.identifier.EmailAddress;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.identifier.PhoneNumber;
import pl.kartoteka.client.imports.SourceRow.Cell;
import pl.kartoteka.documents.CellList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A row as a card in JSON, not yet checked; which cell every part of it came from; and which client it means. */
final class RowCard {
    static final int LONGEST_NAME = 200;
    private static final int LONGEST_CODE = 200;
    private static final Pattern IDS = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Map<String, DictionaryKind> DICTIONARIES = Map.of(
            "group", DictionaryKind.GROUP, "source", DictionaryKind.SOURCE, "industry", DictionaryKind.INDUSTRY);
    private static final Set<String> CHOICES = Set.of("kind", "stage", "importance", "payer", "businessStatus",
            "vatStatus", "relationship");
    private static final Map<String, String> KEY_DATES = Map.of("birthday", "BIRTHDAY", "nameDay", "NAME_DAY",
            "founding", "FOUNDING", "cooperation", "COOPERATION", "wedding", "WEDDING");

    private final SourceRow row;
    private final ObjectNode card = JsonNodeFactory.instance.objectNode();
    private final Map<String, Cell> origins = new HashMap<>();
    private final Map<Name, Cell> names = new LinkedHashMap<>();
    private final Map<String, CustomField> customFields;
    private final RowIdentity identity;
    private @Nullable String id;
    private @Nullable String code;
    private @Nullable String headOfficeNip;
    private boolean belowById;
    private @Nullable UUID client;

    private RowCard(SourceRow row, Map<String, CustomField> customFields, UnaryOperator<String> peselMark) {
        this.row = row;
        this.customFields = customFields;
        row.cells().forEach(this::add);
        this.identity = RowIdentity.of(row, card,
                new RowIdentity.Said(id, code, headOfficeNip, belowById || headOfficeNip != null), peselMark);
    }

    /** @param peselMark what tells a PESEL from others without telling it */
    static RowCard of(SourceRow row, Map<String, CustomField> customFields, UnaryOperator<String> peselMark) {
        return new RowCard(row, customFields, peselMark);
    }

    SourceRow row() {
        return row;
    }

    ObjectNode card() {
        return card;
    }

    /** What it calls entries of dictionaries. */
    Set<Name> names() {
        return names.keySet();
    }

    @Nullable
    Cell origin(Name name) {
        return names.get(name);
    }

    /** The cell that a part of the card came from, or the nearest one around it. */
    @Nullable
    Cell origin(String path) {
        String part = path;
        while (!part.isEmpty()) {
            Cell cell = origins.get(part);
            if (cell != null) {
                return cell;
            }
            int end = Math.max(part.lastIndexOf('.'), part.lastIndexOf('['));
            part = end < 0 ? "" : part.substring(0, end);
        }
        return origins.entrySet().stream().filter(entry -> entry.getKey().startsWith(path + "."))
                .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    /** Entries by their ids, now that they are known. */
    void refer(Map<Name, UUID> ids) {
        names.forEach((name, cell) -> {
            UUID id = ids.get(name);
            if (id != null) {
                if (name.dictionary() == DictionaryKind.TRAIT) {
                    each("traitIds", id.toString(), cell);
                } else if (name.dictionary() == DictionaryKind.FLAG) {
                    each("flagIds", id.toString(), cell);
                } else {
                    set(cell.field() + "Id", StringNode.valueOf(id.toString()), cell);
                }
            }
        });
    }

    /** What no dictionary calls its entries. */
    List<Name> tooLong() {
        return names.keySet().stream().filter(name -> name.text().length() > LONGEST_NAME).toList();
    }

    RowIdentity identity() {
        return identity;
    }

    /** The client that it stands for, where that is known. */
    @Nullable
    UUID client() {
        return client;
    }

    void standFor(UUID known) {
        client = known;
    }

    /** The card of a client of that kind, where the row does not say of which. */
    ObjectNode newcomer(ClientKind kind) {
        if (!card.has("kind")) {
            card.put("kind", kind.name());
        }
        return MergedCard.completed(card);
    }

    /** Whose head office is known by a NIP, and not yet who that is. */
    @Nullable
    String awaitedHeadOffice() {
        return card.has("headOfficeId") ? null : headOfficeNip;
    }

    boolean namesHeadOffice() {
        return belowById || headOfficeNip != null;
    }

    /** Is known by nothing that is its own, so that the next file would make another branch of it. */
    boolean isUnknowableBranch() {
        return hasNothingOfItsOwn() && headOfficeNip != null
                && headOfficeNip.equals(card.path("nip").asString(""));
    }

    /** But a NIP, which may be that of its head office. */
    boolean hasNothingOfItsOwn() {
        return id == null && code == null && identity.numbers().isEmpty();
    }

    boolean isBelow(UUID other) {
        return card.path("headOfficeId").asString("").equals(other.toString());
    }

    void putBelow(UUID headOffice) {
        card.put("headOfficeId", headOffice.toString());
    }

    /** By what it must not be in a file twice. */
    RowIdentity.Keys keys() {
        return identity.keys(belowById);
    }

    private void add(Cell cell) {
        String field = cell.field();
        String text = cell.text().strip();
        if (text.isEmpty()) {
            return;
        }
        int dot = field.indexOf('.');
        switch (dot < 0 ? field : field.substring(0, dot)) {
            case "id" -> id = text.toLowerCase(Locale.ROOT);
            case "code" -> code = known(text);
            case "nip" -> set("nip", StringNode.valueOf(Nip.normalised(text)), cell);
            case "group", "source", "industry" ->
                    names.put(name(Objects.requireNonNull(DICTIONARIES.get(field)), text), cell);
            case "traits" -> CellList.read(text).forEach(trait -> names.put(name(DictionaryKind.TRAIT, trait), cell));
            case "flags" -> CellList.read(text).forEach(flag -> names.put(name(DictionaryKind.FLAG, flag), cell));
            case "headOffice" -> headOffice(text, cell);
            case "caretaker" -> caretaker(text, "PRIMARY", cell);
            case "caretakers" -> CellList.read(text).forEach(subject -> caretaker(subject, "ADDITIONAL", cell));
            case "keyDates" -> keyDate(field.substring(dot + 1), text, cell);
            case "messenger" -> messengers(field.substring(dot + 1), text, cell);
            case "contactPreferences" -> contactPreference(field.substring(dot + 1), text, cell);
            case "idDocument" -> idDocument(field.substring(dot + 1), text, cell);
            case "printTemplates", "messaging" -> below(field.substring(0, dot), field.substring(dot + 1),
                    StringNode.valueOf(text), cell);
            case "active", "localGovernment" -> set(field, Words.truth(text), cell);
            case "pkdCodes", "interests" -> CellList.read(text).forEach(one -> card.withArray(field).add(one));
            case "address" -> address("REGISTERED", field, text, cell);
            case "correspondence" -> address("CORRESPONDENCE", field, text, cell);
            case "delivery" -> address("DELIVERY", field, text, cell);
            case "email" -> contacts("emails", "address", field, text, cell);
            case "phone" -> contacts("phones", "number", field, text, cell);
            case "site" -> site(text, cell);
            case "terms" -> terms(field.substring(dot + 1), text, cell);
            case "accounting" -> below("accounting", field.substring(dot + 1), StringNode.valueOf(text), cell);
            case "customFields" -> below("customFields", field.substring(dot + 1),
                    customValue(field.substring(dot + 1), text), cell);
            default -> set(field, StringNode.valueOf(CHOICES.contains(field) ? Words.choice(field, text) : text), cell);
        }
        origins.putIfAbsent(field, cell);
    }

    /** An index takes no code of any length. */
    static String known(String code) {
        return code.length() <= LONGEST_CODE
                ? code
                : UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void set(String path, JsonNode value, Cell cell) {
        card.set(path, value);
        origins.put(path, cell);
    }

    private void below(String parent, String name, JsonNode value, Cell cell) {
        card.withObject("/" + parent).set(name, value);
        origins.put(parent + "." + name, cell);
    }

    private void each(String list, String id, Cell cell) {
        card.withArray(list).add(id);
        origins.put(list, cell);
    }

    /** By its id, or by its NIP, which is that of a client who is known or stands in the file, too. */
    private void headOffice(String text, Cell cell) {
        if (IDS.matcher(text).matches()) {
            belowById = true;
            card.put("headOfficeId", text.toLowerCase(Locale.ROOT));
        } else {
            headOfficeNip = Nip.normalised(text);
        }
        origins.put("headOfficeId", cell);
    }

    private void caretaker(String subject, String role, Cell cell) {
        card.withArray("caretakers").addObject().put("subject", subject).put("role", role);
        origins.putIfAbsent("caretakers", cell);
    }

    private void messengers(String network, String text, Cell cell) {
        CellList.read(text).forEach(account -> card.withArray("messengers").addObject()
                .put("network", network.toUpperCase(Locale.ROOT)).put("account", account));
        origins.put("messengers", cell);
    }

    private void keyDate(String name, String text, Cell cell) {
        ArrayNode dates = card.withArray("keyDates");
        origins.put("keyDates[" + dates.size() + "]", cell);
        origins.putIfAbsent("keyDates", cell);
        dates.addObject().put("kind", KEY_DATES.get(name)).put("date", Words.date(text));
    }

    private void contactPreference(String name, String text, Cell cell) {
        switch (name) {
            case "channel" ->
                    below("contactPreferences", name, StringNode.valueOf(Words.choice(cell.field(), text)), cell);
            case "days" -> {
                ArrayNode days = card.withObject("/contactPreferences").withArray(name);
                CellList.read(text).forEach(day -> days.add(Words.choice(cell.field(), day)));
                origins.put("contactPreferences." + name, cell);
            }
            default -> below("contactPreferences", name, StringNode.valueOf(Words.hour(text)), cell);
        }
    }

    private void idDocument(String name, String text, Cell cell) {
        String value = switch (name) {
            case "type" -> Words.choice(cell.field(), text);
            case "validUntil" -> Words.date(text);
            case "country" -> Words.country(text);
            default -> text;
        };
        below("idDocument", name, StringNode.valueOf(value), cell);
    }

    private void terms(String name, String text, Cell cell) {
        switch (name) {
            case "paymentForm" -> below("terms", name, StringNode.valueOf(Words.choice(cell.field(), text)), cell);
            case "paymentDays" -> below("terms", name, Words.whole(text), cell);
            case "discountPercent" -> below("terms", name, StringNode.valueOf(Words.decimal(text)), cell);
            case "creditLimit" -> limit("amount", Words.decimal(text), cell);
            case "currency" -> limit("currency", text, cell);
            default -> below("terms", name, StringNode.valueOf(text), cell);
        }
    }

    /** A currency alone limits nothing. */
    private void limit(String part, String text, Cell cell) {
        if (part.equals("amount") || card.path("terms").has("creditLimit")) {
            ObjectNode limit = card.withObject("/terms").withObject("/creditLimit");
            limit.put(part, text);
            origins.put("terms.creditLimit." + part, cell);
            row.cells().stream().filter(one -> one.field().equals("terms.currency")).map(one -> one.text().strip())
                    .filter(currency -> !currency.isEmpty()).findFirst()
                    .ifPresent(currency -> limit.put("currency", currency));
        }
    }

    private void address(String use, String field, String text, Cell cell) {
        ArrayNode addresses = card.withArray("addresses");
        int at = 0;
        while (at < addresses.size() && !addresses.get(at).path("use").asString("").equals(use)) {
            at++;
        }
        ObjectNode address = at < addresses.size() ? (ObjectNode) addresses.get(at) : addresses.addObject();
        address.put("use", use);
        String part = field.substring(field.indexOf('.') + 1);
        address.put(part, part.equals("country") ? Words.country(text) : text);
        origins.put("addresses[" + at + "]." + part, cell);
        origins.putIfAbsent("addresses[" + at + "]", cell);
    }

    /** Several stand in one cell; the first of the plain column is the main one. */
    private void contacts(String list, String part, String field, String text, Cell cell) {
        String use = field.contains(".")
                ? field.substring(field.indexOf('.') + 1).toUpperCase(Locale.ROOT)
                : "MAIN";
        ArrayNode contacts = card.withArray(list);
        boolean first = true;
        for (String written : CellList.read(text)) {
            String one = list.equals("emails") ? EmailAddress.normalised(written) : PhoneNumber.normalised(written);
            int at = 0;
            while (at < contacts.size() && !contacts.get(at).path(part).asString("").equals(one)) {
                at++;
            }
            ObjectNode contact = at < contacts.size() ? (ObjectNode) contacts.get(at) : contacts.addObject();
            contact.put(part, one);
            if (first) {
                contact.withArray("uses").add(use);
            }
            first = false;
            origins.put(list + "[" + at + "]." + part, cell);
        }
    }

    private void site(String text, Cell cell) {
        CellList.read(text).forEach(one -> card.withArray("sites").addObject().put("url", new Site(one, null).url()));
        origins.put("sites", cell);
    }

    private JsonNode customValue(String name, String text) {
        CustomField field = customFields.get(name);
        CustomFieldType type = field == null ? CustomFieldType.TEXT : field.type();
        return switch (type) {
            case BOOLEAN -> Words.truth(text);
            case DATE -> StringNode.valueOf(Words.date(text));
            case MULTI_CHOICE -> {
                ArrayNode choices = JsonNodeFactory.instance.arrayNode();
                CellList.read(text).forEach(choices::add);
                yield choices;
            }
            case NUMBER -> Words.number(text);
            default -> StringNode.valueOf(text);
        };
    }

    private static Name name(DictionaryKind dictionary, String text) {
        return new Name(dictionary, text.replaceAll("[\\s\\p{Cntrl}]+", " "));
    }
}
