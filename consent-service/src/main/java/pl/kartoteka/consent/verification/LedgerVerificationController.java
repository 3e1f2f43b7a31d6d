package pl.kartoteka.consent.verification;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class LedgerVerificationController {
    private final LedgerVerification verification;

    LedgerVerificationController(LedgerVerification verification) {
        this.verification = verification;
    }

    @GetMapping("/api/v1/consent-ledger/verification")
    Mono<Verification> verifyLedger() {
        return verification.verify();
    }
}
