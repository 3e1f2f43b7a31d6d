package pl.kartoteka.gus.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.Reply;
import pl.kartoteka.http.Ids;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Keeps what the registers said, and tells the suite of it. */
@Component
public class AnswerArchive {
    private final Answers answers;
    private final CompanyEvents events;
    private final Facts facts;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    AnswerArchive(Answers answers, CompanyEvents events, Facts facts, Outbox outbox, Ids ids, Clock clock) {
        this.answers = answers;
        this.events = events;
        this.facts = facts;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<KeptAnswer> byId(UUID id) {
        return answers.byId(id);
    }

    /** The answer as it came. */
    public Mono<String> raw(UUID id) {
        return answers.raw(id);
    }

    public Mono<KeptAnswer> newest(Register register, Environment environment, Question question) {
        return answers.newest(register, environment, question.text());
    }

    @Transactional
    public Mono<KeptAnswer> keep(Register register, Environment environment, Question question, Reply reply) {
        var nip = nip(question, reply);
        var data = reply.data();
        var answer = new KeptAnswer(ids.next(), register, environment, question.text(), nip, reply.outcome(),
                clock.instant(), reply.proof(), data == null ? null : facts.read(facts.write(data)),
                sha256(reply.raw()));
        if (nip == null || !question.describesCompany()) {
            return answers.insert(answer, false, reply.raw()).thenReturn(answer);
        }
        return answers.nextVersion(nip, CompanyEvents.PER_ANSWER)
                .flatMap(version -> keep(nip, answer, reply.raw(), version))
                .thenReturn(answer);
    }

    private Mono<Void> keep(String nip, KeptAnswer answer, String raw, long version) {
        return answers.newestOfCompany(answer.register(), answer.environment(), nip)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(_ -> answers.insert(answer, true, raw))
                .flatMap(before -> outbox.append(events.of(nip, before.orElse(null), answer, version)));
    }

    private static @Nullable String nip(Question question, Reply reply) {
        var said = reply.nip();
        return said != null ? said : question.nip().map(Nip::digits).orElse(null);
    }

    private static String sha256(String raw) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
