package pl.kartoteka.messaging.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Ids;
import pl.kartoteka.messaging.channel.HandOver;
import pl.kartoteka.messaging.channel.MessageChannel;
import pl.kartoteka.messaging.gate.ClearedMessage;
import pl.kartoteka.messaging.gate.ConsentGate;
import pl.kartoteka.messaging.gate.Verdict;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.MessageStatus;
import pl.kartoteka.messaging.message.Messages;
import pl.kartoteka.messaging.message.Settlement;
import pl.kartoteka.messaging.recipient.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings messages that are due through the gate to their providers. */
@Component
class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Claims claims;
    private final Preparation preparation;
    private final ConsentGate gate;
    private final Map<Channel, MessageChannel> channels;
    private final Messages messages;
    private final Outcomes outcomes;
    private final InFlight inFlight;
    private final DispatchProperties properties;
    private final Ids ids;
    private final Clock clock;

    Dispatcher(
            Claims claims,
            Preparation preparation,
            ConsentGate gate,
            List<MessageChannel> channels,
            Messages messages,
            Outcomes outcomes,
            InFlight inFlight,
            DispatchProperties properties,
            Ids ids,
            Clock clock) {
        this.claims = claims;
        this.preparation = preparation;
        this.gate = gate;
        this.channels = channels.stream().collect(Collectors.toMap(MessageChannel::channel, Function.identity()));
        this.messages = messages;
        this.outcomes = outcomes;
        this.inFlight = inFlight;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * One round over the single messages of a channel, its running campaigns, and what is in doubt; says how many were taken
     * up. Each channel has rounds of its own, so that a provider that hangs holds up nobody else's messages.
     */
    Mono<Integer> round(Channel channel) {
        if (!inFlight.isRunning()) {
            return Mono.just(0);
        }
        boolean alsoHeld = gate.isAnswering();
        Mono<Integer> direct = work(claim -> claims.direct(channel, claim, alsoHeld));
        Mono<Integer> campaigns = claims.runningCampaigns(channel)
                .concatMap(campaign -> work(claim -> claims.ofCampaign(campaign, claim, alsoHeld)))
                .reduce(0, Integer::sum);
        Mono<Integer> inDoubt = work(claim -> claims.inDoubt(channel, claim));
        return Flux.concat(direct, campaigns, inDoubt).reduce(0, Integer::sum);
    }

    private Mono<Integer> work(Function<UUID, Mono<List<Message>>> claiming) {
        UUID claim = ids.next();
        return claiming.apply(claim)
                .flatMap(claimed -> dispatch(claimed, claim).thenReturn(claimed.size()))
                .defaultIfEmpty(0);
    }

    private Mono<Void> dispatch(List<Message> claimed, UUID claim) {
        return Flux.fromIterable(claimed.stream().collect(Collectors.groupingBy(Kind::of)).entrySet())
                .concatMap(group -> dispatch(group.getKey(), group.getValue(), claim))
                .then();
    }

    private Mono<Void> dispatch(Kind kind, List<Message> group, UUID claim) {
        boolean repeatable = channel(kind.channel()).recognisesRepetition();
        if (kind.inDoubt() && !repeatable) {
            log.warn("{} messages may or may not have been sent when their sender stopped; not sent again",
                    group.size());
            return messages.settle(group.stream().map(outcomes::unresolvable).toList(), claim);
        }
        return preparation.prepare(group)
                .flatMap(prepared -> settleUnfit(prepared, claim).thenReturn(ready(prepared)))
                .filter(ready -> !ready.isEmpty())
                .flatMap(ready -> throughTheGate(kind, ready, claim));
    }

    private Mono<Void> settleUnfit(List<Prepared> prepared, UUID claim) {
        var unfit = new ArrayList<Settlement>();
        for (Prepared one : prepared) {
            if (one instanceof Prepared.Unfit(var settlement)) {
                boolean maybeSent = settlement.message().status() == MessageStatus.SENDING;
                unfit.add(maybeSent ? outcomes.unresolvable(settlement.message()) : settlement);
            }
        }
        return messages.settle(unfit, claim);
    }

    private static List<Prepared.Ready> ready(List<Prepared> prepared) {
        return prepared.stream()
                .filter(Prepared.Ready.class::isInstance)
                .map(Prepared.Ready.class::cast)
                .toList();
    }

    private Mono<Void> throughTheGate(Kind kind, List<Prepared.Ready> ready, UUID claim) {
        Map<UUID, Message> byId = ready.stream()
                .map(Prepared.Ready::message)
                .collect(Collectors.toMap(Message::id, Function.identity()));
        return gate.ask(kind.purpose(), kind.channel(), ready.stream().map(Prepared.Ready::outgoing).toList())
                .flatMap(verdicts -> turnAway(verdicts, byId, claim).thenReturn(cleared(verdicts)))
                .flatMapMany(Flux::fromIterable)
                .flatMap(cleared -> handOver(cleared, required(byId, cleared.id()), claim), properties.concurrency())
                .then();
    }

    private Mono<Void> turnAway(List<Verdict> verdicts, Map<UUID, Message> byId, UUID claim) {
        var turnedAway = new ArrayList<Settlement>();
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Cleared _ -> {
                    // Goes on.
                }
                case Verdict.Denied denied ->
                        turnedAway.add(outcomes.denied(required(byId, denied.messageId()), denied));
                case Verdict.Unfit unfit ->
                        turnedAway.add(outcomes.unfit(required(byId, unfit.messageId()), unfit));
                case Verdict.NoAnswer(var id) -> turnedAway.add(outcomes.noAnswer(required(byId, id)));
            }
        }
        return messages.settle(turnedAway, claim);
    }

    private static List<ClearedMessage> cleared(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Verdict.Cleared.class::isInstance)
                .map(verdict -> ((Verdict.Cleared) verdict).message())
                .toList();
    }

    /** The attempt is on record before the provider hears of it; one that is not ours any more is not made. */
    private Mono<Void> handOver(ClearedMessage cleared, Message message, UUID claim) {
        boolean repetition = message.status() == MessageStatus.SENDING;
        return inFlight.through(messages.recordAttempt(
                message,
                claim,
                cleared.address(),
                cleared.decisionId(),
                cleared.decidedAt(),
                clock.instant().plus(properties.lease()))
                // The record may have waited for the database; what counts is the age at the moment of handing over.
                .flatMap(sending -> isTooOld(cleared)
                        ? Mono.just(outcomes.tooLate(sending, repetition))
                        : send(cleared, sending, repetition))
                // Not ours to send any more, as when the campaign was paused a moment ago: left as it is.
                .defaultIfEmpty(outcomes.notNow(message))
                .flatMap(settlement -> messages.settle(List.of(settlement), claim)));
    }

    private boolean isTooOld(ClearedMessage cleared) {
        return Duration.between(cleared.decidedAt(), clock.instant()).compareTo(properties.clearanceAge()) > 0;
    }

    private Mono<Settlement> send(ClearedMessage cleared, Message sending, boolean repetition) {
        MessageChannel channel = channel(sending.channel());
        return channel.send(cleared)
                .onErrorResume(failure -> unknown(failure))
                .map(outcome -> repetition
                        ? outcomes.ofRepetition(sending, outcome)
                        : outcomes.of(sending, outcome, channel.recognisesRepetition()));
    }

    private static Mono<HandOver> unknown(Throwable failure) {
        log.error("Hand-over failed in a way nobody foresaw; its outcome is unknown", failure);
        return Mono.just(new HandOver.Unknown(Outcomes.UNKNOWN));
    }

    private MessageChannel channel(Channel channel) {
        return required(channels, channel);
    }

    private static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException(key + ": not among " + map.keySet());
        }
        return value;
    }

    private record Kind(Channel channel, String purpose, boolean inDoubt) {

        static Kind of(Message message) {
            return new Kind(message.channel(), message.purpose(), message.status() == MessageStatus.SENDING);
        }
    }
}
