package pl.kartoteka.client.draft;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.draft.DraftResponse.ExistingClient;
import pl.kartoteka.client.duplicate.NearDuplicate;
import pl.kartoteka.client.duplicate.NearDuplicates;
import pl.kartoteka.client.identifier.Nip;
import reactor.core.publisher.Mono;

/** Asks the registers about a NIP, and the own base whether it is in use. */
@Component
class ClientDrafts {
    private final BusinessRegister register;
    private final NearDuplicates nearDuplicates;
    private final DatabaseClient database;

    ClientDrafts(BusinessRegister register, NearDuplicates nearDuplicates, DatabaseClient database) {
        this.register = register;
        this.nearDuplicates = nearDuplicates;
        this.database = database;
    }

    Mono<DraftResponse> draft(Nip nip) {
        return register.find(nip)
                .switchIfEmpty(Mono.error(CompanyNotFound::new))
                .map(entry -> DraftCard.of(nip, entry))
                .flatMap(filled -> existing(nip).zipWith(warnings(filled.card()),
                        (existing, warnings) -> new DraftResponse(filled.card(), filled.provenance(),
                                existing.orElse(null), warnings.stream()
                                        .filter(one -> existing.isEmpty() || !one.id().equals(existing.get().id()))
                                        .toList())));
    }

    /** A name that the registers do not give is like no other. */
    private Mono<List<NearDuplicate>> warnings(ClientCard card) {
        return Objects.toString(card.name(), "").isEmpty() ? Mono.just(List.of()) : nearDuplicates.ofDraft(card);
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
