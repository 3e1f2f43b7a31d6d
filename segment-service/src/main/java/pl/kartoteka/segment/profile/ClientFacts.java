package pl.kartoteka.segment.profile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.DictionaryEntry;
import pl.kartoteka.events.Money;
import pl.kartoteka.segment.criteria.ProfileFields;

/** A client's card as facts. Counts start at zero, so that a client without documents has none rather than unknown. */
final class ClientFacts {
    private ClientFacts() {}

    static Facts.Builder of(ClientState client) {
        Facts.Builder facts = Facts.builder(ProfileFields.CATALOGUE)
                .number("documents.count", BigDecimal.ZERO)
                .number("documents.turnover", BigDecimal.ZERO)
                .number("messages.sent", BigDecimal.ZERO)
                .number("messages.bounced", BigDecimal.ZERO)
                .text("stage", client.stage())
                .text("kind", client.kind())
                .flag("active", client.active())
                .flag("jst", client.localGovernment())
                .text("name", client.name())
                .text("shortName", client.shortName())
                .text("firstName", client.firstName())
                .text("lastName", client.lastName())
                .text("nip", client.nip())
                .text("euVatNumber", client.euVatNumber())
                .text("regon", client.regon())
                .text("krs", client.krs())
                .text("legalForm", client.legalForm())
                .text("importance", client.importance())
                .text("language", client.language())
                .text("group", code(client.group()))
                .text("source", code(client.source()))
                .text("industry", code(client.industry()))
                .text("headOffice", client.headOfficeId() == null ? null : client.headOfficeId().toString())
                .set("traits", client.traits().stream().map(DictionaryEntry::code).toList())
                .set("pkdCodes", client.pkdCodes())
                .set("emails", client.emails().stream().map(ClientState.Email::address).toList())
                .set("phones", client.phones().stream().map(ClientState.Phone::number).toList())
                .moment("createdAt", client.createdAt());
        mainAddress(client.addresses()).ifPresent(address -> facts
                .text("address.street", address.street())
                .text("address.city", address.city())
                .text("address.postalCode", address.postalCode())
                .text("address.country", address.country()));
        ClientState.Terms terms = client.terms();
        if (terms != null) {
            facts.text("terms.paymentForm", terms.paymentForm())
                    .text("terms.priceList", terms.priceList())
                    .number("terms.paymentDays", decimal(terms.paymentDays()))
                    .number("terms.discountPercent", decimal(terms.discountPercent()))
                    .number("terms.creditLimit", amount(terms.creditLimit()));
        }
        client.customFields().forEach(facts::custom);
        return facts;
    }

    /** The registered address, or else the first one. */
    private static Optional<ClientState.Address> mainAddress(List<ClientState.Address> addresses) {
        return addresses.stream().filter(address -> address.use().equals("REGISTERED")).findFirst()
                .or(() -> addresses.stream().findFirst());
    }

    private static @Nullable String code(@Nullable DictionaryEntry entry) {
        return entry == null ? null : entry.code();
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable BigDecimal decimal(@Nullable Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }
}
