package pl.kartoteka.consent.purpose;

import java.net.URI;

import jakarta.validation.Valid;
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
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/purposes")
class PurposeController {
    private final PurposeCatalogue purposes;
    private final MergePatch mergePatch;

    PurposeController(PurposeCatalogue purposes, MergePatch mergePatch) {
        this.purposes = purposes;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    Mono<Page<PurposeResponse>> purposes() {
        return purposes.all().map(PurposeResponse::of).collectList().map(items -> new Page<>(items, null, null));
    }

    @GetMapping("/{code}")
    Mono<ResponseEntity<PurposeResponse>> purpose(@PathVariable String code) {
        return purposes.require(code).map(purpose -> answer(ResponseEntity.ok(), purpose));
    }

    @PostMapping
    Mono<ResponseEntity<PurposeResponse>> definePurpose(@Valid @RequestBody PurposeRequest request) {
        return purposes.define(request.command())
                .map(purpose -> answer(
                        ResponseEntity.created(URI.create("/api/v1/purposes/" + purpose.code())), purpose));
    }

    @PatchMapping(path = "/{code}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<PurposeResponse>> changePurpose(
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return purposes.require(code)
                .doOnNext(purpose -> IfMatch.check(seen, purpose.version()))
                .map(purpose -> mergePatch.apply(PurposeChangeRequest.of(purpose), patch, PurposeChangeRequest.class))
                .flatMap(request -> purposes.change(code, seen, request.command()))
                .map(purpose -> answer(ResponseEntity.ok(), purpose));
    }

    /** Retires: a purpose is never removed, since consents and their proofs refer to it. */
    @DeleteMapping("/{code}")
    Mono<ResponseEntity<Void>> retirePurpose(
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return purposes.retire(code, IfMatch.required(ifMatch))
                .map(_ -> ResponseEntity.noContent().build());
    }

    private static ResponseEntity<PurposeResponse> answer(ResponseEntity.BodyBuilder answer, Purpose purpose) {
        return answer.eTag(ETags.of(purpose.version())).body(PurposeResponse.of(purpose));
    }
}
