package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.Payer;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFieldType;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.FieldError;

/** What cards refer to, held until the transaction ends. */
record References(
        Map<UUID, DictionaryEntry> entries,
        Map<String, CustomField> fields,
        Map<UUID, Client> clients,
        List<CustomField> expected) {

    /**
     * Every reference of the card that leads nowhere or to the wrong place.
     *
     * @param before what the card said until now; what it has already it may keep
     */
    List<FieldError> errors(ClientCard card, @Nullable ClientCard before) {
        var errors = new ErrorCollector();
        Set<UUID> had = before == null ? Set.of() : before.references().collect(Collectors.toSet());
        check(errors, "groupId", card.groupId(), DictionaryKind.GROUP, had);
        check(errors, "sourceId", card.sourceId(), DictionaryKind.SOURCE, had);
        check(errors, "industryId", card.industryId(), DictionaryKind.INDUSTRY, had);
        for (int i = 0; i < card.flagIds().size(); i++) {
            check(errors, "flagIds[" + i + "]", card.flagIds().get(i), DictionaryKind.FLAG, had);
        }
        boolean anotherKind = before != null && before.kind() != card.kind();
        for (int i = 0; i < card.traitIds().size(); i++) {
            UUID trait = card.traitIds().get(i);
            check(errors, "traitIds[" + i + "]", trait, DictionaryKind.TRAIT, had);
            DictionaryEntry entry = entries.get(trait);
            if (entry != null && !entry.isFor(card.kind().name()) && (anotherKind || !had.contains(trait))) {
                errors.add("traitIds[" + i + "]", "trait.not-of-kind");
            }
        }
        customFields(errors, card, before);
        if (card.headOfficeId() != null) {
            Client headOffice = clients.get(card.headOfficeId());
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
        Client headOffice = card.headOfficeId() == null ? null : clients.get(card.headOfficeId());
        return headOffice != null && card.nip() != null && Objects.equals(card.nip(), headOffice.card().nip());
    }

    /** A value that was there may stay, also when the field has become stricter since. */
    private void customFields(ErrorCollector errors, ClientCard card, @Nullable ClientCard before) {
        card.customFields().forEach((code, value) -> {
            if (before != null && value.equals(before.customFields().get(code))) {
                return;
            }
            CustomField field = fields.get(code);
            if (field == null || field.removing()) {
                errors.add("customFields." + code, "custom-field.unknown");
            } else if (!field.accepts(value)) {
                errors.add("customFields." + code, "custom-field.invalid", Map.of("type", field.type().name()));
            } else if (field.type() == CustomFieldType.CLIENT_REFERENCE) {
                Client named = clients.get(UUID.fromString(value.stringValue()));
                if (named == null) {
                    errors.add("customFields." + code, "client.unknown");
                } else if (named.mergedInto() != null) {
                    errors.add("customFields." + code, "client.merged");
                }
            }
        });
        expected.stream()
                .filter(field -> field.isRequiredFor(card.kind().name()))
                .filter(field -> !card.customFields().containsKey(field.code()))
                .filter(field -> before == null || before.kind() != card.kind()
                        || before.customFields().containsKey(field.code()))
                .forEach(field -> errors.add("customFields." + field.code(), "required"));
    }

    private void check(ErrorCollector errors, String field, @Nullable UUID id, DictionaryKind dictionary,
            Set<UUID> had) {
        if (id == null) {
            return;
        }
        DictionaryEntry entry = entries.get(id);
        if (entry == null || entry.dictionary() != dictionary) {
            errors.add(field, "dictionary-entry.unknown");
        } else if (entry.retired() && !had.contains(id)) {
            errors.add(field, "dictionary-entry.retired");
        }
    }
}
