package pl.kartoteka.consent.verification;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class LedgerVerificationController {
    private final LedgerVerification verification;
    private final LedgerExport export;

    LedgerVerificationController(LedgerVerification verification, LedgerExport export) {
        this.verification = verification;
        this.export = export;
    }

    @GetMapping("/api/v1/consent-ledger/verification")
    Mono<Verification> verifyLedger() {
        return verification.verify();
    }

    /** For the offline check. Only with {@code details} there is something personal in it. */
    @GetMapping(path = "/api/v1/consent-ledger/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<ExportLine> exportLedger(@RequestParam(defaultValue = "false") boolean details) {
        return export.export(details);
    }
}
