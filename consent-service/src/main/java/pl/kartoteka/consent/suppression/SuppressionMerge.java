package pl.kartoteka.consent.suppression;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.FollowsMerge;
import pl.kartoteka.consent.client.KnownClients;
import reactor.core.publisher.Mono;

/** Whoever stands for a suppressed duplicate is suppressed as well, for as long as the merge holds. */
@Component
class SuppressionMerge implements FollowsMerge {
    private final Suppressions suppressions;
    private final KnownClients clients;

    SuppressionMerge(Suppressions suppressions, KnownClients clients) {
        this.suppressions = suppressions;
        this.clients = clients;
    }

    @Override
    public Mono<Void> merged(UUID duplicate, UUID survivor) {
        return suppressions.carry(duplicate, survivor);
    }

    /** To whoever stands for the client, as a merge would have done. */
    Mono<Void> carryOn(UUID clientId) {
        return clients.succession(clientId)
                .buffer(2, 1)
                .filter(pair -> pair.size() == 2)
                .concatMap(pair -> suppressions.carry(pair.getFirst(), pair.getLast()))
                .then();
    }

    @Override
    public Mono<Void> parted(UUID duplicate, UUID survivor) {
        return suppressions.takeBack(duplicate, survivor)
                .thenMany(clients.duplicatesOf(survivor))
                .concatMap(other -> suppressions.carry(other, survivor))
                .then();
    }
}
