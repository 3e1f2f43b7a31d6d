package pl.kartoteka.segment.membership;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.definition.Viewers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class MemberController {
    private final Members members;
    private final Pins pins;
    private final Explanations explanations;
    private final Segments segments;

    MemberController(Members members, Pins pins, Explanations explanations, Segments segments) {
        this.members = members;
        this.pins = pins;
        this.explanations = explanations;
        this.segments = segments;
    }

    @GetMapping("/segments/{id}/members")
    Mono<Page<Members.Member>> members(
            @PathVariable UUID id,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        UUID after = after(cursor);
        Mono<Page<Members.Member>> page = page(members.page(id, after, size + 1), size, Members.Member::clientId);
        return visible(id).then(count ? page.zipWith(members.count(id), MemberController::counted) : page);
    }

    @PostMapping("/segments/{id}/members")
    Mono<MembersChanged> addMembers(@PathVariable UUID id, @RequestBody @Valid MembersRequest request) {
        return Viewers.current().flatMap(viewer -> pins.requireStatic(id, viewer)
                .then(Mono.defer(() -> pins.add(id, request.clientIds(), viewer))))
                .map(MembersChanged::new);
    }

    @PostMapping("/segments/{id}/members/removals")
    Mono<MembersChanged> removeMembers(@PathVariable UUID id, @RequestBody @Valid MembersRequest request) {
        return Viewers.current().flatMap(viewer -> pins.requireStatic(id, viewer)
                .then(Mono.defer(() -> pins.remove(id, request.clientIds(), viewer))))
                .map(MembersChanged::new);
    }

    @PutMapping("/segments/{id}/members/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> addMember(@PathVariable UUID id, @PathVariable UUID clientId) {
        return Viewers.current().flatMap(viewer -> pins.add(id, List.of(clientId), viewer)).then();
    }

    @DeleteMapping("/segments/{id}/members/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeMember(@PathVariable UUID id, @PathVariable UUID clientId) {
        return Viewers.current().flatMap(viewer -> pins.remove(id, List.of(clientId), viewer)).then();
    }

    @GetMapping("/segments/{id}/members/{clientId}/explanation")
    Mono<Explanations.Answer> explanation(@PathVariable UUID id, @PathVariable UUID clientId) {
        return Caller.current().map(caller -> caller.may("clients:read"))
                .zipWith(Viewers.current())
                .flatMap(who -> explanations.explain(id, clientId, who.getT2(), who.getT1()));
    }

    @GetMapping("/segments/{id}/pins")
    Mono<Page<Members.Pin>> pins(
            @PathVariable UUID id,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        int size = PageLimit.of(limit);
        UUID after = after(cursor);
        return visible(id).then(page(members.pins(id, after, size + 1), size, Members.Pin::clientId));
    }

    @DeleteMapping("/segments/{id}/pins/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removePin(@PathVariable UUID id, @PathVariable UUID clientId) {
        return Viewers.current().flatMap(viewer -> pins.release(id, clientId, viewer)).then();
    }

    @GetMapping("/clients/{clientId}/segments")
    Mono<Page<Members.ClientSegment>> segmentsOf(@PathVariable UUID clientId) {
        return Viewers.current()
                .flatMapMany(viewer -> members.segmentsOf(clientId, viewer))
                .collectList()
                .map(items -> new Page<>(items, null, null));
    }

    private Mono<Void> visible(UUID id) {
        return Viewers.current().flatMap(viewer -> segments.visible(id, viewer)).then();
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return UUID.fromString(String.valueOf(Cursor.decode(cursor, 1).getFirst()));
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    /** One item more than the page holds tells that there is a next one. */
    private static <T> Mono<Page<T>> page(Flux<T> items, int size, Function<T, UUID> id) {
        return items.collectList().map(found -> found.size() <= size
                ? new Page<>(found, null, null)
                : new Page<>(
                        found.subList(0, size),
                        Cursor.encode(List.of(id.apply(found.get(size - 1)).toString())), null));
    }

    private static <T> Page<T> counted(Page<T> page, Long total) {
        return new Page<>(page.items(), page.nextCursor(), total);
    }

    record MembersChanged(int changed) {}
}
