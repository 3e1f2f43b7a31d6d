package pl.kartoteka.client.assignment;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A field that clients have values in is not removed by accident: whoever means the values, too, asks for this. */
@RestController
class CustomFieldRemovalController {
    private static final String REMOVALS = "/api/v1/custom-field-removals";

    private final GivenUp givenUp;
    private final JobResource resource;

    CustomFieldRemovalController(GivenUp givenUp, CustomFieldRemoval removal, JobResources resources) {
        this.givenUp = givenUp;
        this.resource = resources.of(removal, REMOVALS).sharedWith("dictionaries:write");
    }

    @PostMapping("/api/v1/custom-fields/{id}/removal")
    Mono<ResponseEntity<JobResponse>> removeCustomFieldWithValues(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Locale language) {
        long seen = IfMatch.required(ifMatch);
        return Caller.current()
                .flatMap(caller -> givenUp.field(id, seen, caller.subject()))
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
