package pl.kartoteka.consent.seal;

import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/consent-ledger")
class LedgerHeadController {
    private final LedgerSeal seal;
    private final LedgerKeys keys;

    LedgerHeadController(LedgerSeal seal, LedgerKeys keys) {
        this.seal = seal;
        this.keys = keys;
    }

    /** Newest first. */
    @GetMapping("/heads")
    Mono<Page<SignedHeadResponse>> ledgerHeads(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = PageLimit.of(limit);
        return seal.page(cursor == null ? null : below(cursor), most + 1)
                .collectList()
                .map(found -> page(found, most));
    }

    @PostMapping("/heads")
    Mono<ResponseEntity<SignedHeadResponse>> signLedger() {
        return seal.signNow()
                .map(head -> ResponseEntity.status(HttpStatus.CREATED).body(SignedHeadResponse.of(head)));
    }

    /** For everybody: a check that has to trust the one who is checked would be none. */
    @GetMapping("/public-key")
    LedgerKeyResponse ledgerPublicKey() {
        return new LedgerKeyResponse(keys.all().entrySet().stream()
                .map(key -> new LedgerKeyResponse.Key(
                        key.getKey(),
                        LedgerKeys.ALGORITHM,
                        Base64.getEncoder().encodeToString(key.getValue().getEncoded()),
                        key.getKey().equals(keys.currentId())))
                .toList());
    }

    private static Page<SignedHeadResponse> page(List<SignedHead> found, int most) {
        List<SignedHead> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? Cursor.encode(List.of(Long.toString(shown.getLast().number())))
                : null;
        return new Page<>(shown.stream().map(SignedHeadResponse::of).toList(), next, null);
    }

    private static long below(String cursor) {
        String number = Cursor.decode(cursor, 1).getFirst();
        try {
            return Long.parseLong(number == null ? "" : number);
        } catch (NumberFormatException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
