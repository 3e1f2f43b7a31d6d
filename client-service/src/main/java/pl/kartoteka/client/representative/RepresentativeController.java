package pl.kartoteka.client.representative;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The people themselves. */
@RestController
@RequestMapping("/api/v1/representatives")
class RepresentativeController {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int LONGEST_QUERY = 200;

    private final Representatives representatives;
    private final RepresentativeBook book;
    private final Ids ids;
    private final Clock clock;
    private final MergePatch mergePatch;

    RepresentativeController(Representatives representatives, RepresentativeBook book, Ids ids, Clock clock,
            MergePatch mergePatch) {
        this.representatives = representatives;
        this.book = book;
        this.ids = ids;
        this.clock = clock;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<RepresentativeResponse>> addRepresentative(@RequestBody RepresentativeRequest request) {
        var person = Representative.of(ids.next(), request, clock.instant());
        return representatives.add(person)
                .thenReturn(ResponseEntity.created(URI.create("/api/v1/representatives/" + person.id()))
                        .eTag(ETags.of(person.version()))
                        .body(RepresentativeResponse.of(person)));
    }

    /** @param q parts of the name, the e-mail or the phone, with or without diacritics */
    @GetMapping
    Mono<Page<RepresentativeResponse>> representatives(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        if (q != null && (q.length() > LONGEST_QUERY || q.indexOf('\0') >= 0)) {
            return Mono.error(new InvalidInput("q", "query.too-long"));
        }
        int size = PageLimit.of(limit);
        return representatives.list(q, cursor == null ? FIRST : Cursor.id(cursor), size + 1)
                .map(found -> Page.of(found, size, null, last -> List.of(last.id().toString()),
                        RepresentativeResponse::of))
                .flatMap(page -> count ? representatives.count(q).map(page::withTotal) : Mono.just(page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<RepresentativeResponse>> representative(@PathVariable UUID id) {
        return book.find(id).map(RepresentativeController::ok);
    }

    /** Whom this person acts for. */
    @GetMapping("/{id}/clients")
    Mono<Page<RepresentedClient>> representedClients(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        return book.find(id)
                .then(Mono.defer(() -> representatives.represented(id, RepresentedClient.place(cursor), size + 1)))
                .map(found -> Page.of(found, size, null, RepresentedClient::place, client -> client))
                .flatMap(page -> count ? representatives.countRepresented(id).map(page::withTotal) : Mono.just(page));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<RepresentativeResponse>> changeRepresentative(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> book.correct(id, seen,
                        person -> mergePatch.apply(RepresentativeRequest.of(person), patch,
                                RepresentativeRequest.class),
                        origin))
                .map(RepresentativeController::ok);
    }

    /** Only who acts for nobody. */
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeRepresentative(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return book.remove(id, seen).thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<RepresentativeResponse> ok(Representative person) {
        return ResponseEntity.ok().eTag(ETags.of(person.version())).body(RepresentativeResponse.of(person));
    }
}
