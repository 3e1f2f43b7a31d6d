package pl.kartoteka.messaging.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.gate.Decisions.Decision;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.template.MessageLinks;
import pl.kartoteka.messaging.template.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets through what consent-service allows at this moment, and nothing else. */
@Component
public class ConsentGate {
    static final String PURPOSE_UNKNOWN = "PURPOSE_UNKNOWN";
    private static final int AT_ONCE = 10_000;
    private static final Logger log = LoggerFactory.getLogger(ConsentGate.class);

    private final ConsentAuthority authority;
    private final Clock clock;

    ConsentGate(ConsentAuthority authority, Clock clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /** Whether asking makes sense just now; while not, held messages can stay as they are. */
    public boolean isAnswering() {
        return authority.isAnswering();
    }

    /** A verdict on each message, in their order. */
    public Mono<List<Verdict>> ask(String purpose, Channel channel, List<OutgoingMessage> messages) {
        Instant asked = clock.instant();
        return authority.decide(purpose, channel, clients(messages), true)
                .map(decisions -> verdicts(messages, decisions, asked))
                .onErrorResume(UnknownPurpose.class, _ -> Mono.just(denied(messages, asked)))
                .onErrorResume(failure -> Mono.just(noAnswer(messages, failure)));
    }

    /**
     * Who would be let through now, for a look ahead; it clears nothing.
     *
     * @return the reason by client, or {@code ALLOWED}
     */
    public Mono<Map<UUID, String>> forecast(String purpose, Channel channel, Collection<UUID> clientIds) {
        return Flux.fromIterable(new LinkedHashSet<>(clientIds))
                .buffer(AT_ONCE)
                .concatMap(part -> authority.decide(purpose, channel, part, false))
                .flatMapIterable(Decisions::decisions)
                .collectMap(Decision::clientId, decision -> decision.allowed() ? "ALLOWED" : decision.reason())
                .onErrorMap(
                        failure -> !(failure instanceof UnknownPurpose), _ -> new ConsentDecisionsUnavailable());
    }

    private static List<UUID> clients(List<OutgoingMessage> messages) {
        return messages.stream().map(OutgoingMessage::clientId).distinct().toList();
    }

    private static List<Verdict> verdicts(List<OutgoingMessage> messages, Decisions decisions, Instant asked) {
        Map<UUID, Decision> byClient = decisions.decisions().stream()
                .collect(Collectors.toMap(Decision::clientId, Function.identity(),
                        (one, other) -> one.allowed() ? other : one));
        return messages.stream().map(message -> verdict(message, byClient.get(message.clientId()), asked)).toList();
    }

    private static Verdict verdict(
            OutgoingMessage message, @Nullable Decision decision, Instant asked) {
        if (decision == null) {
            return new Verdict.NoAnswer(message.id());
        }
        return decision.allowed()
                ? allowed(message, decision, asked)
                : new Verdict.Denied(message.id(), decision.reason(), decision.decisionId(), asked);
    }

    private static Verdict allowed(OutgoingMessage message, Decision decision, Instant asked) {
        MessageLinks links = decision.links() == null ? MessageLinks.NONE : decision.links();
        Rendering words = message.letter().apply(links);
        String unfit = words.unfit();
        return unfit == null && words instanceof Rendering.Rendered rendered
                ? new Verdict.Cleared(new ClearedMessage(message, rendered, links, decision.decisionId(), asked))
                : new Verdict.Unfit(message.id(), String.valueOf(unfit), decision.decisionId(), asked);
    }

    private static List<Verdict> denied(List<OutgoingMessage> messages, Instant asked) {
        return messages.stream()
                .<Verdict>map(message -> new Verdict.Denied(message.id(), PURPOSE_UNKNOWN, null, asked))
                .toList();
    }

    private static List<Verdict> noAnswer(List<OutgoingMessage> messages, Throwable failure) {
        log.warn("No consent decision for {} messages, they are held: {}", messages.size(), failure.toString());
        return messages.stream().<Verdict>map(message -> new Verdict.NoAnswer(message.id())).toList();
    }
}
