package pl.kartoteka.consent.receipt;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.ClientNotFound;
import pl.kartoteka.consent.client.ClientStanding;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.ledger.ConsentLedger;
import pl.kartoteka.consent.ledger.HistoryEntry;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.consent.report.Administrator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Tells what the ledger holds of one consent. */
@Component
class RecordedConsents {
    private final KnownClients clients;
    private final PurposeCatalogue purposes;
    private final ConsentLedger ledger;
    private final Administrator administrator;
    private final Clock clock;

    RecordedConsents(
            KnownClients clients,
            PurposeCatalogue purposes,
            ConsentLedger ledger,
            Administrator administrator,
            Clock clock) {
        this.clients = clients;
        this.purposes = purposes;
        this.ledger = ledger;
        this.administrator = administrator;
        this.clock = clock;
    }

    Mono<JsonNode> record(UUID clientId, String purposeCode) {
        return told(clientId, purposeCode).map(ConsentJsonLd::record);
    }

    Mono<JsonNode> receipt(UUID clientId, String purposeCode) {
        return told(clientId, purposeCode).map(told -> ConsentJsonLd.receipt(told, clock.instant()));
    }

    private Mono<Told> told(UUID clientId, String purposeCode) {
        return clients.require(clientId)
                .filter(standing -> standing != ClientStanding.ERASED)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(clientId)))
                .then(purposes.require(purposeCode))
                .flatMap(purpose -> ledger.history(clientId, purposeCode).collectList()
                        .filter(entries -> !entries.isEmpty())
                        .switchIfEmpty(Mono.error(() -> new NothingRecorded(purposeCode)))
                        .map(entries -> new Told(clientId, purpose, administrator, entries)));
    }

    /** @param entries the oldest first, at least one */
    record Told(UUID clientId, Purpose purpose, Administrator administrator, List<HistoryEntry> entries) {}
}
