package pl.kartoteka.client.draft;

import java.util.Optional;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.draft.DraftResponse.ExistingClient;
import pl.kartoteka.client.identifier.Nip;
import reactor.core.publisher.Mono;

/** Asks the registers about a NIP, and the own base whether it is in use. */
@Component
class ClientDrafts {
    private final BusinessRegister register;
    private final DatabaseClient database;

    ClientDrafts(BusinessRegister register, DatabaseClient database) {
        this.register = register;
        this.database = database;
    }

    Mono<DraftResponse> draft(Nip nip) {
        return register.find(nip)
                .switchIfEmpty(Mono.error(CompanyNotFound::new))
                .map(entry -> DraftCard.of(nip, entry))
                .zipWith(existing(nip), (filled, existing) -> new DraftResponse(filled.card(), filled.provenance(),
                        existing.orElse(null)));
    }

    private Mono<Optional<ExistingClient>> existing(Nip nip) {
        return database.sql("select id, name from client where nip = :nip and not nip_shared")
                .bind("nip", nip.digits())
                .mapProperties(ExistingClient.class)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }
}
