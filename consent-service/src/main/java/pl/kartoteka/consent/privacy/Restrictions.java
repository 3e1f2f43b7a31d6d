package pl.kartoteka.consent.privacy;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.FollowsMerge;
import pl.kartoteka.consent.client.KnownClients;
import reactor.core.publisher.Mono;

/** Has decisions heed the restrictions in force: of the client itself, and of those that were merged into it. */
@Component
class Restrictions implements FollowsMerge {
    private static final int LONGEST_LINE = 100;

    private final PrivacyCases cases;
    private final KnownClients clients;

    Restrictions(PrivacyCases cases, KnownClients clients) {
        this.cases = cases;
        this.clients = clients;
    }

    /** In the transaction that changed a case of the client. */
    Mono<Void> heed(UUID clientId) {
        return heed(clientId, LONGEST_LINE);
    }

    /** The duplicate first, so that a request that is being recorded for it counts, or waits and then finds the survivor. */
    @Override
    public Mono<Void> merged(UUID duplicate, UUID survivor) {
        return heed(duplicate);
    }

    @Override
    public Mono<Void> parted(UUID duplicate, UUID survivor) {
        return heed(survivor);
    }

    @Override
    public Mono<Void> erased(UUID duplicate, UUID survivor) {
        return heed(survivor);
    }

    /** The lock comes first: what others changed meanwhile, a case or a merge, is seen after it or waits for this. */
    private Mono<Void> heed(UUID clientId, int left) {
        return left == 0
                ? Mono.empty()
                : clients.lock(clientId)
                        .then(cases.restricted(clientId))
                        .flatMap(restricted -> clients.restrict(clientId, restricted))
                        .then(clients.mergedInto(clientId))
                        .flatMap(into -> heed(into, left - 1));
    }
}
