package pl.kartoteka.client.watch;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.client.watch.ProposedChange.Status;
import pl.kartoteka.client.watch.ProposedChanges.Wanted;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;

/** What the registers say otherwise, and what is decided about it. */
@RestController
@RequestMapping("/api/v1")
class ProposedChangeController {
    private static final UUID FIRST = new UUID(0, 0);

    private final RegisterWatch watch;
    private final ProposedChanges proposals;

    ProposedChangeController(RegisterWatch watch, ProposedChanges proposals) {
        this.watch = watch;
        this.proposals = proposals;
    }

    /**
     * Of all clients.
     *
     * @param register that says so, e.g. {@code GUS}
     * @param field of the card, as in {@code name} or {@code addresses.REGISTERED}
     */
    @GetMapping("/proposed-changes")
    Mono<Page<ProposedChange>> proposedChanges(
            @RequestParam(required = false) @Nullable String register,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(defaultValue = "OPEN") Status status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        var wanted = new Wanted(status, register, field);
        return proposals.list(wanted, cursor == null ? FIRST : Cursor.id(cursor), size + 1)
                .map(found -> Page.of(found, size, null, last -> List.of(last.id().toString()), one -> one))
                .flatMap(page -> count ? proposals.count(wanted).map(page::withTotal) : Mono.just(page));
    }

    /** @param decided whether those are shown too that were decided */
    @GetMapping("/clients/{id}/proposed-changes")
    Mono<Page<ProposedChange>> clientProposedChanges(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean decided,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        return watch.ofClient(id, decided, Cursor.idBefore(cursor), size, count);
    }

    @PostMapping("/clients/{id}/proposed-changes/{proposalId}/acceptance")
    Mono<ResponseEntity<ClientResponse>> acceptProposedChange(
            @PathVariable UUID id,
            @PathVariable UUID proposalId,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        return ChangeOrigin.ofCaller(Channel.REGISTER, reason)
                .flatMap(origin -> watch.accept(id, proposalId, origin))
                .map(ClientResponse::masked)
                .map(body -> ResponseEntity.ok().eTag(body.tag()).body(body));
    }

    /** All that are open, in one change. */
    @PostMapping("/clients/{id}/proposed-changes/acceptance")
    Mono<ResponseEntity<ClientResponse>> acceptProposedChanges(
            @PathVariable UUID id,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        return ChangeOrigin.ofCaller(Channel.REGISTER, reason)
                .flatMap(origin -> watch.acceptAll(id, origin))
                .map(ClientResponse::masked)
                .map(body -> ResponseEntity.ok().eTag(body.tag()).body(body));
    }

    @PostMapping("/clients/{id}/proposed-changes/{proposalId}/refusal")
    Mono<ProposedChange> refuseProposedChange(
            @PathVariable UUID id,
            @PathVariable UUID proposalId,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        return ChangeOrigin.ofCaller(Channel.REGISTER, reason).flatMap(origin -> watch.refuse(id, proposalId, origin));
    }
}
