package pl.kartoteka.client.bulk;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.bulk.BulkRefusals.Refusal;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.selection.Selection;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import pl.kartoteka.jobs.Jobs;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/client-bulk-actions")
class ClientBulkActionController {
    private final Jobs jobs;
    private final ClientBulkWork work;
    private final Selection selection;
    private final BulkRefusals refusals;
    private final JobResource resource;

    ClientBulkActionController(Jobs jobs, ClientBulkWork work, Selection selection, BulkRefusals refusals,
            JobResources resources) {
        this.jobs = jobs;
        this.work = work;
        this.selection = selection;
        this.refusals = refusals;
        this.resource = resources.of(work, "/api/v1/client-bulk-actions");
    }

    @PostMapping
    Mono<ResponseEntity<JobResponse>> actOnClients(
            @RequestBody BulkAction action,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            Locale language) {
        action.check();
        return ChangeOrigin.ofCaller(Channel.BULK_ACTION, reason)
                .flatMap(origin -> selection.condition(action.filter())
                        .then(jobs.submit(work, origin.subject(), action.because(origin.reason()))))
                .map(job -> resource.accepted(job, language));
    }

    @GetMapping
    Mono<Page<JobResponse>> bulkActions(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Locale language) {
        return resource.list(limit, cursor, count, language);
    }

    @GetMapping("/{id}")
    Mono<JobResponse> bulkAction(@PathVariable UUID id, Locale language) {
        return resource.find(id, language);
    }

    @GetMapping("/{id}/refusals")
    Mono<Page<Refusal>> bulkActionRefusals(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Locale language) {
        int most = PageLimit.of(limit);
        return resource.require(id).flatMap(_ -> refusals.page(id, most, cursor, count, language));
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> bulkActionEvents(@PathVariable UUID id, Locale language) {
        return resource.events(id, language);
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<JobResponse>> cancelBulkAction(@PathVariable UUID id, Locale language) {
        return resource.cancel(id, language);
    }
}
