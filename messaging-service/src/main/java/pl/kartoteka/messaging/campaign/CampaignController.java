package pl.kartoteka.messaging.campaign;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.messaging.message.MessageLists;
import pl.kartoteka.messaging.message.MessageResponse;
import pl.kartoteka.messaging.message.MessageStatus;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final CampaignDesk desk;
    private final Campaigns campaigns;
    private final Preflight preflight;
    private final MessageLists messages;
    private final MergePatch mergePatch;

    CampaignController(
            CampaignDesk desk,
            Campaigns campaigns,
            Preflight preflight,
            MessageLists messages,
            MergePatch mergePatch) {
        this.desk = desk;
        this.campaigns = campaigns;
        this.preflight = preflight;
        this.messages = messages;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    Mono<Page<CampaignResponse>> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int most = PageLimit.of(limit);
        return campaigns.page(cursor == null ? NEWEST : before(cursor), most + 1)
                .concatMap(this::counted)
                .collectList()
                .map(found -> page(found, most));
    }

    @PostMapping
    Mono<ResponseEntity<CampaignResponse>> draft(@RequestBody CampaignRequest request) {
        return Caller.current()
                .flatMap(caller -> desk.draft(request, caller.subject()))
                .flatMap(campaign -> answer(
                        ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id())), campaign));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<CampaignResponse>> read(@PathVariable UUID id) {
        return desk.require(id).flatMap(campaign -> answer(ResponseEntity.ok(), campaign));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<CampaignResponse>> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return desk.require(id)
                .doOnNext(campaign -> IfMatch.check(seen, campaign.version()))
                .map(campaign -> mergePatch.apply(CampaignRequest.of(campaign), patch, CampaignRequest.class))
                .flatMap(request -> Caller.current()
                        .flatMap(caller -> desk.change(id, seen, request, caller.subject())))
                .flatMap(campaign -> answer(ResponseEntity.ok(), campaign));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return desk.remove(id, IfMatch.required(ifMatch));
    }

    @PostMapping("/{id}/preflight")
    Mono<Preflight.CampaignForecast> preflight(@PathVariable UUID id) {
        return Caller.current()
                .flatMap(caller -> desk.requireAudience(id, caller.subject()))
                .flatMap(preflight::of);
    }

    /** The audience gets its messages in the background; {@code /events} shows the progress. */
    @PostMapping("/{id}/start")
    Mono<ResponseEntity<CampaignResponse>> start(@PathVariable UUID id) {
        return Caller.current()
                .flatMap(caller -> desk.start(id, caller.subject()))
                .flatMap(campaign -> answer(ResponseEntity.accepted(), campaign));
    }

    @PostMapping("/{id}/pause")
    Mono<ResponseEntity<CampaignResponse>> pause(@PathVariable UUID id) {
        return desk.pause(id).flatMap(campaign -> answer(ResponseEntity.ok(), campaign));
    }

    @PostMapping("/{id}/resume")
    Mono<ResponseEntity<CampaignResponse>> resume(@PathVariable UUID id) {
        return desk.resume(id).flatMap(campaign -> answer(ResponseEntity.ok(), campaign));
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<CampaignResponse>> cancel(@PathVariable UUID id) {
        return desk.cancel(id).flatMap(campaign -> answer(ResponseEntity.ok(), campaign));
    }

    @GetMapping("/{id}/recipients")
    Mono<Page<MessageResponse>> recipients(
            @PathVariable UUID id,
            @RequestParam @Nullable MessageStatus status,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return Caller.current()
                .flatMap(caller -> desk.requireAudience(id, caller.subject()))
                .flatMap(_ -> messages.ofCampaign(id, status, limit, cursor));
    }

    /** The campaign each time something about it has changed, until it is over. */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<CampaignResponse>>>> events(@PathVariable UUID id) {
        return desk.require(id).zipWith(Caller.current()).map(asked -> ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(Flux.interval(Duration.ZERO, GLANCE)
                        .onBackpressureDrop()
                        .concatMap(_ -> campaigns.find(id)
                                .flatMap(campaign -> counted(campaign, asked.getT2())), 1)
                        .distinctUntilChanged()
                        .takeUntil(CampaignController::isOver)
                        .map(campaign -> ServerSentEvent.builder(campaign).event("progress").build())));
    }

    private static boolean isOver(CampaignResponse campaign) {
        CampaignCounts counts = campaign.counts();
        return campaign.status().isOver() && (counts == null || counts.waiting() == 0);
    }

    private Mono<ResponseEntity<CampaignResponse>> answer(ResponseEntity.BodyBuilder answer, Campaign campaign) {
        return counted(campaign).map(answer.eTag(ETags.of(campaign.version()))::body);
    }

    private Mono<CampaignResponse> counted(Campaign campaign) {
        return Caller.current().flatMap(caller -> counted(campaign, caller));
    }

    private Mono<CampaignResponse> counted(Campaign campaign, Caller caller) {
        return desk.knowsAudience(campaign, caller.subject())
                .filter(knows -> knows)
                .flatMap(_ -> campaigns.counts(campaign))
                .map(counts -> CampaignResponse.of(campaign, counts))
                .switchIfEmpty(Mono.fromSupplier(() -> CampaignResponse.of(campaign, null)));
    }

    private static Page<CampaignResponse> page(List<CampaignResponse> found, int most) {
        List<CampaignResponse> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most ? Cursor.encode(List.of(shown.getLast().id().toString())) : null;
        return new Page<>(shown, next, null);
    }

    private static UUID before(String cursor) {
        try {
            return UUID.fromString(String.valueOf(Cursor.decode(cursor, 1).getFirst()));
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
