package pl.kartoteka.consent.consent;

import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.consent.ledger.HistoryEntry;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/clients/{clientId}/consents")
class ConsentController {
    private final ConsentRegistry consents;

    ConsentController(ConsentRegistry consents) {
        this.consents = consents;
    }

    @GetMapping
    Mono<Page<ConsentResponse>> consents(@PathVariable UUID clientId) {
        return consents.of(clientId)
                .map(ConsentResponse::of)
                .collectList()
                .map(items -> new Page<>(items, null, null));
    }

    @GetMapping("/{purposeCode}")
    Mono<ResponseEntity<ConsentResponse>> consent(@PathVariable UUID clientId, @PathVariable String purposeCode) {
        return consents.of(clientId, purposeCode).map(ConsentController::answer);
    }

    @PutMapping("/{purposeCode}")
    Mono<ResponseEntity<ConsentResponse>> recordConsent(
            @PathVariable UUID clientId,
            @PathVariable String purposeCode,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ConsentRequest request) {
        Long seen = ifMatch == null ? null : IfMatch.required(ifMatch);
        return Caller.current()
                .map(caller -> request.command(clientId, purposeCode, seen, caller.subject()))
                .flatMap(consents::record)
                .map(ConsentController::answer);
    }

    @GetMapping("/{purposeCode}/history")
    Mono<Page<HistoryEntry>> consentHistory(@PathVariable UUID clientId, @PathVariable String purposeCode) {
        return consents.history(clientId, purposeCode).collectList().map(items -> new Page<>(items, null, null));
    }

    private static ResponseEntity<ConsentResponse> answer(ConsentView view) {
        return ResponseEntity.ok()
                .eTag(ETags.of(view.consent().version()))
                .body(ConsentResponse.of(view));
    }
}
