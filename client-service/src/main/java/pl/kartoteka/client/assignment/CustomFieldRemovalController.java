package pl.kartoteka.client.assignment;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.assignment.CustomFieldRemoval.Removal;
import pl.kartoteka.client.customfield.CustomFieldCatalogue;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import pl.kartoteka.jobs.Jobs;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A field that clients have values in is not removed by accident: whoever means the values, too, asks for this. */
@RestController
class CustomFieldRemovalController {
    private static final String REMOVALS = "/api/v1/custom-field-removals";

    private final CustomFieldCatalogue catalogue;
    private final CustomFieldRemoval removal;
    private final Jobs jobs;
    private final JobResource resource;

    CustomFieldRemovalController(CustomFieldCatalogue catalogue, CustomFieldRemoval removal, Jobs jobs,
            JobResources resources) {
        this.catalogue = catalogue;
        this.removal = removal;
        this.jobs = jobs;
        this.resource = resources.of(removal, REMOVALS).sharedWith("dictionaries:write");
    }

    @Transactional
    @PostMapping("/api/v1/custom-fields/{id}/removal")
    public Mono<ResponseEntity<JobResponse>> removeCustomFieldWithValues(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Locale language) {
        long seen = IfMatch.required(ifMatch);
        return catalogue.giveUp(id, seen)
                .then(Caller.current())
                .flatMap(caller -> jobs.submit(removal, caller.subject(), new Removal(id)))
                .map(job -> resource.accepted(job, language));
    }

    @GetMapping(REMOVALS + "/{id}")
    Mono<JobResponse> customFieldRemoval(@PathVariable UUID id, Locale language) {
        return resource.find(id, language);
    }

    @GetMapping(REMOVALS + "/{id}/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> customFieldRemovalEvents(@PathVariable UUID id,
            Locale language) {
        return resource.events(id, language);
    }
}
