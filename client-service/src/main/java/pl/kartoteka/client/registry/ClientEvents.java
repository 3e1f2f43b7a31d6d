package pl.kartoteka.client.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.Terms;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientChange.ClientConverted;
import pl.kartoteka.events.ClientChange.ClientDeactivated;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientPromoted;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.DictionaryEntry;
import pl.kartoteka.events.Money;
import tools.jackson.databind.JsonNode;

/** Clients in the published language. The PESEL is not part of it. */
final class ClientEvents {
    private static final Pattern BELOW_FIELD = Pattern.compile("[.\\[].*");

    private ClientEvents() {}

    static ClientChange registered(Client client, References references) {
        return new ClientRegistered(state(client, references));
    }

    static ClientChange promoted(Client client, References references) {
        return new ClientPromoted(state(client, references));
    }

    static ClientChange changed(Client before, Client after, List<FieldChange> changes, References references) {
        ClientState state = state(after, references);
        if (before.mergedInto() == null && after.mergedInto() != null) {
            return new ClientMerged(state);
        }
        if (before.card().kind() != after.card().kind()) {
            return new ClientConverted(state, before.card().kind().name());
        }
        if (before.card().active() && !after.card().active()) {
            return new ClientDeactivated(state);
        }
        return new ClientUpdated(state, changes.stream()
                .map(change -> BELOW_FIELD.matcher(change.field()).replaceFirst(""))
                .distinct()
                .toList());
    }

    private static ClientState state(Client client, References references) {
        ClientCard card = client.card();
        return new ClientState(
                client.id(),
                client.version(),
                card.kind().name(),
                card.stage().name(),
                card.active(),
                card.name(),
                card.shortName(),
                card.firstName(),
                card.lastName(),
                card.nip(),
                card.euVatNumber(),
                card.regon(),
                card.krs(),
                card.legalForm(),
                card.localGovernment(),
                card.importance() == null ? null : card.importance().name(),
                card.language(),
                entry(card.groupId(), references),
                entries(card.traitIds(), references),
                entry(card.sourceId(), references),
                entry(card.industryId(), references),
                card.pkdCodes(),
                card.headOfficeId(),
                card.payer() == null ? null : card.payer().name(),
                card.businessStatus() == null ? null : card.businessStatus().name(),
                card.vatStatus() == null ? null : card.vatStatus().name(),
                addresses(card),
                card.emails().stream().map(email -> new ClientState.Email(email.address(), names(email.uses())))
                        .toList(),
                card.phones().stream().map(phone -> new ClientState.Phone(phone.number(), names(phone.uses())))
                        .toList(),
                terms(card.terms()),
                SectionEvents.accounting(card.accounting()),
                SectionEvents.printTemplates(card.printTemplates()),
                SectionEvents.messaging(card.messaging()),
                SectionEvents.keyDates(card.keyDates()),
                SectionEvents.contactPreferences(card.contactPreferences()),
                card.interests().isEmpty() ? null : card.interests(),
                card.relationship() == null ? null : card.relationship().name(),
                SectionEvents.messengers(card.messengers()),
                SectionEvents.sites(card.sites()),
                card.flagIds().isEmpty() ? null : entries(card.flagIds(), references),
                SectionEvents.caretakers(card.caretakers()),
                customFields(card.customFields()),
                client.mergedInto(),
                client.createdAt(),
                client.updatedAt());
    }

    private static List<ClientState.Address> addresses(ClientCard card) {
        return card.addresses().stream()
                .map(address -> new ClientState.Address(address.use().name(), address.street(), address.building(),
                        address.unit(), address.postalCode(), address.city(), address.country()))
                .toList();
    }

    private static ClientState.@Nullable Terms terms(@Nullable Terms terms) {
        if (terms == null) {
            return null;
        }
        var limit = terms.creditLimit();
        return new ClientState.Terms(
                terms.paymentForm() == null ? null : terms.paymentForm().name(),
                terms.paymentDays(),
                terms.priceList(),
                terms.discountPercent() == null ? null : terms.discountPercent().toPlainString(),
                limit == null ? null : new Money(limit.amount(), limit.currency()));
    }

    private static Map<String, Object> customFields(Map<String, JsonNode> values) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((code, value) -> plain.put(code, plain(value)));
        return plain;
    }

    private static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.decimalValue();
            case BOOLEAN -> value.booleanValue();
            case ARRAY -> value.valueStream().map(JsonNode::asString).toList();
            default -> value.asString();
        };
    }

    private static List<DictionaryEntry> entries(List<UUID> ids, References references) {
        return ids.stream().flatMap(id -> Stream.ofNullable(entry(id, references))).toList();
    }

    private static @Nullable DictionaryEntry entry(@Nullable UUID id, References references) {
        if (id == null) {
            return null;
        }
        var entry = Objects.requireNonNull(references.entries().get(id),
                "a card in the register refers to what there is");
        return new DictionaryEntry(entry.id(), entry.code(), entry.name());
    }

    private static List<String> names(List<? extends Enum<?>> uses) {
        return uses.stream().map(Enum::name).toList();
    }
}
