package pl.kartoteka.gus.company;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.lookup.Freshness;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Register;

/**
 * The combined company.
 *
 * @param outcome NOT_FOUND only when every register said so; UNKNOWN when some did not answer and none found it
 * @param environment SANDBOX as soon as one of the answers came from the sandbox
 * @param checkedAt of the oldest answer in it
 * @param freshness of the least fresh answer in it
 * @param provenance by field of {@code company}
 * @param disagreements where registers contradict each other beyond the way of writing
 * @param unavailable the registers that did not answer
 */
record CompanyResponse(
        String nip,
        Outcome outcome,
        Environment environment,
        Instant checkedAt,
        Freshness freshness,
        @Nullable Company company,
        Map<String, Provenance> provenance,
        List<Disagreement> disagreements,
        List<RegisterPart> registers,
        List<Register> unavailable) {}
