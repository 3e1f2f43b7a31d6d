package pl.kartoteka.gus.lookup;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.answer.KeptAnswer;

/**
 * The evidence of an answer.
 *
 * @param id the register's own: consultation number of VIES, request id of the white list
 * @param time as the register wrote it
 * @param sha256 of the answer as it came, which {@code GET /lookups/{id}} shows
 */
record ProofResponse(@Nullable String id, @Nullable String time, String sha256) {
    static ProofResponse of(KeptAnswer answer) {
        return new ProofResponse(answer.proof().id(), answer.proof().time(), answer.sha256());
    }
}
