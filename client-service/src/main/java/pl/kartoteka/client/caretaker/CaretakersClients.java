package pl.kartoteka.client.caretaker;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.http.Caller;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Of the clients that a filter means, those of one caretaker. */
@Component
public class CaretakersClients {
    private static final String TODAY = "today";
    private static final String ME = "me";

    private final Substitutions substitutions;

    CaretakersClients(Substitutions substitutions) {
        this.substitutions = substitutions;
    }

    /**
     * @param caretaker a subject, or {@code me}
     * @param mine {@code today}: whose clients the caller looks after today, substitutions included
     */
    public Mono<ClientFilter> among(ClientFilter filter, @Nullable String caretaker, @Nullable String mine) {
        if (mine != null) {
            return !mine.equals(TODAY) || caretaker != null
                    ? Mono.error(new InvalidInput("mine", "mine.invalid"))
                    : Caller.current()
                            .flatMap(caller -> substitutions.lookedAfterToday(caller.subject()))
                            .map(filter::lookedAfterBy);
        }
        return caretaker == null
                ? Mono.just(filter)
                : Caller.current().map(caller -> filter.lookedAfterBy(
                        List.of(caretaker.equals(ME) ? caller.subject() : caretaker)));
    }
}
