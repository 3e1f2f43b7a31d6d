package pl.kartoteka.consent.suppression;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionController {
    private final SuppressionList suppressions;

    SuppressionController(SuppressionList suppressions) {
        this.suppressions = suppressions;
    }

    /** A second suppression of the same client or address on the same channel gives the first. */
    @PostMapping
    Mono<ResponseEntity<SuppressionResponse>> suppress(@Valid @RequestBody SuppressionRequest request) {
        return Caller.current()
                .flatMap(caller -> suppressions.suppress(request.command(caller.subject())))
                .map(suppression -> ResponseEntity.created(URI.create("/api/v1/suppressions/" + suppression.id()))
                        .body(SuppressionResponse.of(suppression)));
    }

    @GetMapping
    Mono<Page<SuppressionResponse>> suppressions(
            @RequestParam(required = false) @Nullable UUID clientId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = PageLimit.of(limit);
        return suppressions.list(clientId, cursor == null ? null : before(cursor), most + 1)
                .collectList()
                .map(found -> page(found, most));
    }

    @GetMapping("/{id}")
    Mono<SuppressionResponse> suppression(@PathVariable UUID id) {
        return suppressions.find(id).map(SuppressionResponse::of);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> liftSuppression(@PathVariable UUID id) {
        return suppressions.lift(id).thenReturn(ResponseEntity.noContent().build());
    }

    private static Page<SuppressionResponse> page(List<Suppression> found, int most) {
        List<Suppression> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? Cursor.encode(List.of(shown.getLast().id().toString()))
                : null;
        return new Page<>(shown.stream().map(SuppressionResponse::of).toList(), next, null);
    }

    private static UUID before(String cursor) {
        String id = Cursor.decode(cursor, 1).getFirst();
        try {
            return UUID.fromString(id == null ? "" : id);
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
