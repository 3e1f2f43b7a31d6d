package pl.kartoteka.client.assignment;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One entry merged into another; from the moment it is accepted the first is not offered any more. */
@RestController
class DictionaryMergeController {
    private static final String MERGES = "/api/v1/dictionary-merges";
    private static final int KIND_IN_PATH = 5;

    private final GivenUp givenUp;
    private final JobResource resource;

    DictionaryMergeController(GivenUp givenUp, DictionaryMerge merge, JobResources resources) {
        this.givenUp = givenUp;
        this.resource = resources.of(merge, MERGES).sharedWith("dictionaries:write");
    }

    @PostMapping({"/api/v1/client-groups/{id}/merge", "/api/v1/traits/{id}/merge", "/api/v1/client-sources/{id}/merge",
        "/api/v1/industries/{id}/merge", "/api/v1/flags/{id}/merge"})
    Mono<ResponseEntity<JobResponse>> mergeEntry(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MergeRequest request,
            ServerHttpRequest http,
            Locale language) {
        long seen = IfMatch.required(ifMatch);
        DictionaryKind dictionary = DictionaryKind.at(
                http.getPath().pathWithinApplication().elements().get(KIND_IN_PATH).value());
        return Caller.current()
                .flatMap(caller -> givenUp.entry(dictionary, id, seen, request.into(), caller.subject()))
                .map(job -> resource.accepted(job, language));
    }

    @GetMapping(MERGES + "/{id}")
    Mono<JobResponse> dictionaryMerge(@PathVariable UUID id, Locale language) {
        return resource.find(id, language);
    }

    @GetMapping(MERGES + "/{id}/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> dictionaryMergeEvents(@PathVariable UUID id,
            Locale language) {
        return resource.events(id, language);
    }
}
