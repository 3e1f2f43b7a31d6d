package pl.kartoteka.consent.verification;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.seal.SealedChain;
import pl.kartoteka.consent.seal.SignedHead;
import pl.kartoteka.consent.seal.SignedHeads;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the signed heads with what each sealed, some at a time, oldest first. */
@Component
class StoredHeads {
    private static final int AT_ONCE = 50;

    private final SignedHeads heads;

    StoredHeads(SignedHeads heads) {
        this.heads = heads;
    }

    Flux<Sealed> all() {
        return after(0).expand(page -> page.heads().isEmpty()
                ? Mono.empty()
                : after(page.heads().getLast().number()));
    }

    private Mono<Sealed> after(long number) {
        return heads.after(number, AT_ONCE).collectList().flatMap(page -> page.isEmpty()
                ? Mono.just(new Sealed(page, Map.of()))
                : heads.sealedBy(page.getFirst().number(), page.getLast().number())
                        .collect(Collectors.groupingBy(SealedChain::number))
                        .map(chains -> new Sealed(page, chains)));
    }

    /** @param chains by the number of the head that sealed them, in the order of client ids */
    record Sealed(List<SignedHead> heads, Map<Long, List<SealedChain>> chains) {
        List<SealedChain> of(SignedHead head) {
            return chains.getOrDefault(head.number(), List.of());
        }
    }
}
