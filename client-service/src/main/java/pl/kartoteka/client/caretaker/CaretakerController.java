package pl.kartoteka.client.caretaker;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.CardChanges;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/**
 * Caretakers one by one. They are part of the card and go by its version; this spares callers to send all of them to change one.
 */
@RestController
@RequestMapping("/api/v1/clients/{id}/caretakers")
class CaretakerController {
    private static final int MOST = 20;

    private final CardChanges cards;
    private final Substitutions substitutions;

    CaretakerController(CardChanges cards, Substitutions substitutions) {
        this.cards = cards;
        this.substitutions = substitutions;
    }

    @GetMapping
    Mono<ResponseEntity<CaretakersResponse>> caretakers(@PathVariable UUID id) {
        return cards.find(id).flatMap(this::answer);
    }

    /** A new primary caretaker makes the one before an additional one. */
    @PutMapping("/{subject}")
    Mono<ResponseEntity<CaretakersResponse>> putCaretaker(
            @PathVariable UUID id,
            @PathVariable String subject,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody CaretakerRequest request) {
        if (subject.length() > 200 || subject.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ')) {
            return Mono.error(new InvalidInput("subject", "format.invalid"));
        }
        long seen = IfMatch.required(ifMatch);
        var caretaker = new Caretaker(subject, request.called(subject), request.role());
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> cards.change(id, seen,
                        card -> Map.of("caretakers", with(card.caretakers(), caretaker)), origin))
                .flatMap(this::answer);
    }

    @DeleteMapping("/{subject}")
    Mono<ResponseEntity<Void>> removeCaretaker(
            @PathVariable UUID id,
            @PathVariable String subject,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> cards.change(id, seen,
                        card -> Map.of("caretakers", without(card.caretakers(), subject)), origin))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static List<Caretaker> with(List<Caretaker> present, Caretaker caretaker) {
        List<Caretaker> caretakers = caretaker.beside(present);
        if (caretakers.size() > MOST) {
            throw new InvalidInput("caretakers", "size.too-long");
        }
        return caretakers;
    }

    private static List<Caretaker> without(List<Caretaker> present, String subject) {
        var rest = present.stream().filter(one -> !one.subject().equals(subject)).toList();
        if (rest.size() == present.size()) {
            throw new CaretakerNotFound(subject);
        }
        return rest;
    }

    private Mono<ResponseEntity<CaretakersResponse>> answer(Client client) {
        List<Caretaker> caretakers = client.card().caretakers();
        return substitutions.standInsToday(caretakers.stream().map(Caretaker::subject).toList())
                .map(standIns -> new CaretakersResponse(caretakers.stream()
                        .sorted(Comparator.comparing(Caretaker::role))
                        .map(one -> new CaretakersResponse.Item(one.subject(), one.name(), one.role(),
                                standIns.get(one.subject())))
                        .toList()))
                .map(body -> ResponseEntity.ok().eTag(ETags.of(client.version())).body(body));
    }
}
