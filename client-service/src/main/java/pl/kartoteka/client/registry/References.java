package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.Payer;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.FieldError;

/** What cards refer to, held until the transaction ends. */
record References(Map<UUID, DictionaryEntry> entries, Map<String, CustomField> fields, Map<UUID, Client> headOffices) {

    /** Every reference of the card that leads nowhere or to the wrong place. */
    List<FieldError> errors(ClientCard card) {
        var errors = new ErrorCollector();
        check(errors, "groupId", card.groupId(), DictionaryKind.GROUP);
        check(errors, "sourceId", card.sourceId(), DictionaryKind.SOURCE);
        check(errors, "industryId", card.industryId(), DictionaryKind.INDUSTRY);
        for (int i = 0; i < card.traitIds().size(); i++) {
            check(errors, "traitIds[" + i + "]", card.traitIds().get(i), DictionaryKind.TRAIT);
        }
        card.customFields().forEach((code, value) -> {
            CustomField field = fields.get(code);
            if (field == null) {
                errors.add("customFields." + code, "custom-field.unknown");
            } else if (!field.accepts(value)) {
                errors.add("customFields." + code, "custom-field.invalid", Map.of("type", field.type().name()));
            }
        });
        if (card.headOfficeId() != null) {
            Client headOffice = headOffices.get(card.headOfficeId());
            if (headOffice == null) {
                errors.add("headOfficeId", "client.unknown");
            } else if (headOffice.mergedInto() != null) {
                errors.add("headOfficeId", "client.merged");
            } else if (!headOffice.card().kind().isOrganisation()) {
                errors.add("headOfficeId", "head-office.not-organisation");
            } else if (card.payer() == Payer.SELF && card.localGovernment() && headOffice.card().localGovernment()) {
                errors.add("payer", "payer.local-government");
            }
        }
        return errors.errors();
    }

    /** A branch may go by the NIP of its head office; any other NIP must be its own. */
    boolean sharesNip(ClientCard card) {
        Client headOffice = card.headOfficeId() == null ? null : headOffices.get(card.headOfficeId());
        return headOffice != null && card.nip() != null && Objects.equals(card.nip(), headOffice.card().nip());
    }

    private void check(ErrorCollector errors, String field, @Nullable UUID id, DictionaryKind dictionary) {
        if (id == null) {
            return;
        }
        DictionaryEntry entry = entries.get(id);
        if (entry == null || entry.dictionary() != dictionary) {
            errors.add(field, "dictionary-entry.unknown");
        }
    }
}
