package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.client.history.FieldChanges;
import pl.kartoteka.client.identifier.Pesel;
import pl.kartoteka.client.sensitive.SensitiveData;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A card as the JSON that is kept: without empty fields, and with the PESEL sealed. */
@Component
class CardJson {
    private static final String PESEL = "pesel";

    private final SensitiveData sensitive;
    private final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_EMPTY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    CardJson(SensitiveData sensitive) {
        this.sensitive = sensitive;
    }

    /** For eyes that may not see the PESEL: only whether there is one. */
    ObjectNode masked(ClientCard card) {
        return mapper.valueToTree(card.pesel() == null ? card : card.withPesel(Pesel.MASK));
    }

    ObjectNode kept(ClientCard card, UUID owner) {
        return sealed(masked(card), card, owner);
    }

    /** The masked JSON with the sealed PESEL where the mask was. */
    ObjectNode sealed(ObjectNode masked, ClientCard card, UUID owner) {
        String pesel = card.pesel();
        return pesel == null ? masked : masked.put(PESEL, sensitive.seal(pesel, owner));
    }

    ClientCard read(String kept, UUID owner) {
        ClientCard card = mapper.readValue(kept, ClientCard.class);
        String sealed = card.pesel();
        return sealed == null ? card : card.withPesel(sensitive.open(sealed, owner));
    }

    /** What changed, without the PESEL itself: only that it did. */
    List<FieldChange> changes(ClientCard before, ClientCard after) {
        var changes = new ArrayList<>(FieldChanges.between(masked(before), masked(after)));
        boolean anotherPesel = before.pesel() != null && after.pesel() != null && !before.pesel().equals(after.pesel());
        if (anotherPesel) {
            JsonNode mask = StringNode.valueOf(Pesel.MASK);
            changes.add(new FieldChange(PESEL, mask, mask));
        }
        return changes;
    }

    String text(Object value) {
        return mapper.writeValueAsString(value);
    }
}
