package pl.kartoteka.consent.receipt;

import java.util.UUID;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/clients/{clientId}/consents/{purposeCode}")
class ConsentRecordController {
    private static final String JSON_LD = "application/ld+json";

    private final RecordedConsents consents;

    ConsentRecordController(RecordedConsents consents) {
        this.consents = consents;
    }

    /** Everything that happened to the consent. */
    @GetMapping(path = "/record", produces = {JSON_LD, MediaType.APPLICATION_JSON_VALUE})
    Mono<JsonNode> consentRecord(@PathVariable UUID clientId, @PathVariable String purposeCode) {
        return consents.record(clientId, purposeCode);
    }

    /** What the person is given to keep: where the consent stands, with the record it is a receipt of. */
    @GetMapping(path = "/receipt", produces = {JSON_LD, MediaType.APPLICATION_JSON_VALUE})
    Mono<JsonNode> consentReceipt(@PathVariable UUID clientId, @PathVariable String purposeCode) {
        return consents.receipt(clientId, purposeCode);
    }
}
