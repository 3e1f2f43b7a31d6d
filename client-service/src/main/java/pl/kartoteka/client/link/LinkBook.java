package pl.kartoteka.client.link;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.client.history.RelatedChanges.Related;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tying clients to what is elsewhere. A link between two clients is told in the histories of both: it is about both, and an erasure
 * of either finds by its own history what the other's says of it.
 */
@Component
class LinkBook {
    private final Links links;
    private final KnownClients clients;
    private final RelatedChanges history;
    private final Ids ids;
    private final Clock clock;

    LinkBook(Links links, KnownClients clients, RelatedChanges history, Ids ids, Clock clock) {
        this.links = links;
        this.clients = clients;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<Link> add(UUID client, LinkRequest request, ChangeOrigin origin) {
        if (client.equals(request.clientId())) {
            return Mono.error(new InvalidInput("clientId", "link.to-itself"));
        }
        Link link = Link.of(ids.next(), client, request, origin.subject(), clock.instant());
        return held(link)
                .then(links.add(link))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> new AlreadyLinked(link.type())))
                .then(told(link, null, Told.of(link), origin))
                .then(find(client, link.id()));
    }

    Mono<Link> find(UUID client, UUID id) {
        return links.find(client, id).switchIfEmpty(Mono.error(() -> new LinkNotFound(id)));
    }

    @Transactional
    Mono<Link> change(UUID client, UUID id, long seen, Function<Link, LinkRequest> change, ChangeOrigin origin) {
        return find(client, id).flatMap(link -> {
            IfMatch.check(seen, link.version());
            LinkRequest request = change.apply(link);
            if (!Objects.equals(request.clientId(), link.linkedClientId())) {
                return Mono.error(new InvalidInput("clientId", "link.client-fixed"));
            }
            Link changed = link.changed(request, origin.subject(), clock.instant());
            if (Told.of(changed).equals(Told.of(link))) {
                return Mono.just(link);
            }
            return held(link)
                    .then(links.change(changed))
                    .flatMap(done -> done
                            ? told(link, Told.of(link), Told.of(changed), origin)
                            : Mono.error(new StaleVersion()))
                    .thenReturn(changed);
        });
    }

    @Transactional
    Mono<Void> remove(UUID client, UUID id, long seen, ChangeOrigin origin) {
        return find(client, id)
                .doOnNext(link -> IfMatch.check(seen, link.version()))
                .flatMap(link -> links.remove(id, seen)
                        .flatMap(done -> done
                                ? told(link, Told.of(link), null, origin)
                                : Mono.error(new StaleVersion())));
    }

    /** Both its ends, in the order of a merge, which moves links and waits for whoever changes them. */
    private Mono<Void> held(Link link) {
        return Flux.fromStream(link::clients)
                .sort()
                .concatMap(id -> id.equals(link.linkedClientId())
                        ? clients.hold(id).onErrorMap(DomainProblem.class, LinkBook::ofOtherEnd)
                        : clients.hold(id))
                .then();
    }

    private static InvalidInput ofOtherEnd(DomainProblem problem) {
        return new InvalidInput("clientId", problem instanceof ClientNotFound ? "client.unknown" : "client.merged");
    }

    private Mono<Void> told(Link link, @Nullable Told before, @Nullable Told after, ChangeOrigin origin) {
        return history.note(link.clients().toList(), Related.oneOf("links", link.id()), before, after, origin);
    }

    /** A link as the history tells of it, one between clients with both of them. */
    private record Told(String type, @Nullable String title, @Nullable String url, @Nullable String system,
            @Nullable String objectId, @Nullable UUID ofClientId, @Nullable UUID clientId, @Nullable String note) {
        static Told of(Link link) {
            return new Told(link.type(), link.title(), link.url(), link.system(), link.objectId(),
                    link.linkedClientId() == null ? null : link.clientId(), link.linkedClientId(), link.note());
        }
    }
}
