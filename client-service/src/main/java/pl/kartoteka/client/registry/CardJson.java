package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.client.history.FieldChanges;
import pl.kartoteka.client.identifier.IdDocumentNumber;
import pl.kartoteka.client.identifier.Pesel;
import pl.kartoteka.client.sensitive.SensitiveData;
import pl.kartoteka.client.template.ClientTemplate;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.problem.InvalidInput;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A card as the JSON that is kept: without empty fields, and with the PESEL and the number of an id document sealed. */
@Component
public class CardJson {
    private static final String PESEL = "pesel";
    /** Tells that two PESELs are the same, and not which they are. */
    private static final String PESEL_MARK = "peselMark";
    private static final String ID_DOCUMENT = "idDocument";
    private static final String NUMBER = "number";

    private final SensitiveData sensitive;
    private final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_EMPTY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    CardJson(SensitiveData sensitive) {
        this.sensitive = sensitive;
    }

    /** For eyes that may not see the numbers that are sealed: only whether there are any. */
    ObjectNode masked(ClientCard card) {
        return mapper.valueToTree(card.masked());
    }

    public ObjectNode kept(ClientCard card, UUID owner) {
        return sealed(masked(card), card, owner);
    }

    /** The masked JSON with sealed numbers where the masks were. */
    ObjectNode sealed(ObjectNode masked, ClientCard card, UUID owner) {
        if (card.pesel() != null) {
            masked.put(PESEL, sensitive.seal(card.pesel(), owner));
            masked.put(PESEL_MARK, peselMark(card.pesel()));
        }
        if (card.idDocument() != null && masked.path(ID_DOCUMENT) instanceof ObjectNode document) {
            document.put(NUMBER, sensitive.seal(card.idDocument().number(), owner));
        }
        return masked;
    }

    /** The mark of a PESEL that is sealed already. */
    String peselMark(String sealed, UUID owner) {
        return peselMark(sensitive.open(sealed, owner));
    }

    private String peselMark(String pesel) {
        return sensitive.fingerprint(PESEL, pesel);
    }

    /** Some fields of a card, with the numbers among them sealed. */
    ObjectNode sealed(ObjectNode fields, UUID owner) {
        ObjectNode kept = fields.deepCopy();
        if (kept.path(PESEL).isString()) {
            kept.put(PESEL, sensitive.seal(kept.path(PESEL).asString(), owner));
        }
        if (kept.path(ID_DOCUMENT) instanceof ObjectNode document) {
            document.put(NUMBER, sensitive.seal(document.path(NUMBER).asString(), owner));
        }
        return kept;
    }

    /** Some fields of a card as they were before they were {@link #sealed(ObjectNode, UUID) sealed}. */
    ObjectNode opened(String kept, UUID owner) {
        return opened((ObjectNode) mapper.readTree(kept), owner);
    }

    /** The card as it is, numbers and all. */
    ObjectNode whole(ClientCard card) {
        return mapper.valueToTree(card);
    }

    ClientCard card(ObjectNode whole) {
        return mapper.treeToValue(whole, ClientCard.class);
    }

    public ClientCard read(String kept, UUID owner) {
        return mapper.treeToValue(opened(kept, owner), ClientCard.class);
    }

    private ObjectNode opened(ObjectNode kept, UUID owner) {
        if (kept.path(PESEL).isString()) {
            kept.put(PESEL, sensitive.open(kept.path(PESEL).asString(), owner));
        }
        if (kept.path(ID_DOCUMENT) instanceof ObjectNode document) {
            document.put(NUMBER, sensitive.open(document.path(NUMBER).asString(), owner));
        }
        return kept;
    }

    /** The card with what the merge patch says. */
    public ClientCard patched(ClientCard card, Map<String, ?> patch) {
        JsonNode changed = MergePatch.apply(mapper.valueToTree(card), JsonMapper.shared().valueToTree(patch));
        return mapper.treeToValue(changed, ClientCard.class);
    }

    /** The card with what a template says where the card says nothing. */
    ClientCard completed(ClientCard card, ClientTemplate template) {
        if (template.kind() != card.kind()) {
            throw new InvalidInput("templateId", "template.not-of-kind");
        }
        return mapper.treeToValue(MergePatch.apply(template.content(), mapper.valueToTree(card)), ClientCard.class);
    }

    /** What changed, without the sealed numbers themselves: only that they did. */
    List<FieldChange> changes(ClientCard before, ClientCard after) {
        var changes = new ArrayList<>(FieldChanges.between(masked(before), masked(after)));
        unseen(changes, PESEL, Pesel.MASK, before.pesel(), after.pesel());
        unseen(changes, ID_DOCUMENT + "." + NUMBER, IdDocumentNumber.MASK, number(before), number(after));
        return changes;
    }

    private static void unseen(List<FieldChange> changes, String field, String mask, @Nullable String before,
            @Nullable String after) {
        if (before != null && after != null && !before.equals(after)) {
            changes.add(new FieldChange(field, StringNode.valueOf(mask), StringNode.valueOf(mask)));
        }
    }

    private static @Nullable String number(ClientCard card) {
        return card.idDocument() == null ? null : card.idDocument().number();
    }

    /** Everything that is known, for the client's own eyes. */
    ObjectNode readable(Client client) {
        ObjectNode whole = mapper.valueToTree(client.card());
        return whole.put("id", client.id().toString())
                .put("version", client.version())
                .put("createdAt", client.createdAt().toString())
                .put("updatedAt", client.updatedAt().toString());
    }

    JsonNode tree(String text) {
        return mapper.readTree(text);
    }

    String text(Object value) {
        return mapper.writeValueAsString(value);
    }
}
