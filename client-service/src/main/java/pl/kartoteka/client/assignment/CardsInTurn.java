package pl.kartoteka.client.assignment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.registry.CardChanges;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.Progress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The step of a job that goes through cards, some at a time, until none is left that needs it; each card is changed as by hand. */
@Component
class CardsInTurn {
    private static final int AT_ONCE = 200;

    private final CardChanges cards;

    CardsInTurn(CardChanges cards) {
        this.cards = cards;
    }

    /** @param clients how many cards were changed so far */
    record Point(long clients) {}

    /**
     * @param some as many of the clients that still need it
     * @param finish does what is left to do when there are none; false where one came meanwhile
     */
    Mono<Progress<Point>> next(JobRun<?, Point> run, IntFunction<Flux<UUID>> some,
            Function<ClientCard, Map<String, ?>> patch, Mono<Boolean> finish) {
        var origin = new ChangeOrigin(run.owner(), Channel.BATCH, null);
        return some.apply(AT_ONCE)
                .collectList()
                .flatMap(clients -> clients.isEmpty()
                        ? finish.map(finished -> finished
                                ? at(run.done()).of(run.done()).andLast()
                                : at(run.done()))
                        : changed(clients, patch, origin).thenReturn(at(run.done() + clients.size())));
    }

    static Progress<Point> at(long done) {
        return Progress.at(new Point(done), done);
    }

    private Mono<Void> changed(List<UUID> clients, Function<ClientCard, Map<String, ?>> patch, ChangeOrigin origin) {
        return Flux.fromIterable(clients.stream().sorted().toList())
                .concatMap(client -> cards.replace(client, patch, origin)
                        .onErrorResume(ClientNotFound.class, _ -> Mono.empty()))
                .then();
    }
}
