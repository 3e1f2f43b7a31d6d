package pl.kartoteka.messaging.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.http.Ids;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.messaging.channel.MessageChannel;
import pl.kartoteka.messaging.gate.ConsentGate;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class AttemptsIT extends DispatchTesting {
    @Autowired
    DatabaseClient database;
    @Autowired
    Preparation preparation;
    @Autowired
    ConsentGate gate;
    @Autowired
    List<MessageChannel> channels;
    @Autowired
    Outcomes outcomes;
    @Autowired
    InFlight inFlight;
    @Autowired
    DispatchProperties properties;
    @Autowired
    Ids ids;
    @Autowired
    Clock clock;

    @Test
    void resolvesAttemptsWhoseSenderDiedBeforeTheResult() throws Exception {
        Person mailed = world.client("Kłos");
        Person smsAccepted = world.client("Młyn");
        Person smsLost = world.client("Chleb");
        Person smsWithdrawn = world.client("Bułka");
        UUID mail = sendingWhenItsSenderDied(mailed, "EMAIL");
        UUID accepted = sendingWhenItsSenderDied(smsAccepted, "SMS");
        UUID lost = sendingWhenItsSenderDied(smsLost, "SMS");
        UUID withdrawn = sendingWhenItsSenderDied(smsWithdrawn, "SMS");
        Outside.SMS.remember(accepted);
        Outside.CONSENTS.denied.put(smsWithdrawn.id(), "WITHDRAWN");

        world.change("update message set claimed_until = now() - interval '1 second' where status = 'SENDING'");
        eventually(() -> Stream.of(mail, accepted, lost, withdrawn).noneMatch(id -> api.status(id).equals("SENDING")));

        assertThat(api.status(mail)).isEqualTo("FAILED");
        assertThat(api.message(mail).path("reason").asString()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(Outside.mails(mailed.email())).isEmpty();
        assertThat(api.status(accepted)).isEqualTo("SENT");
        assertThat(Outside.SMS.to(smsAccepted.phone())).isEmpty();
        assertThat(api.status(lost)).isEqualTo("SENT");
        assertThat(Outside.SMS.to(smsLost.phone())).hasSize(1);
        assertThat(api.message(withdrawn).path("reason").asString()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(Outside.SMS.to(smsWithdrawn.phone())).isEmpty();
    }

    @Test
    void takesUpWhatAClaimantLeftBeforeTheAttempt() throws Exception {
        Person client = world.client("Kłos");
        UUID id = queuedAndClaimed(client, "EMAIL");
        assertThat(api.status(id)).isEqualTo("QUEUED");

        world.change("update message set claimed_until = now() - interval '1 second' where id = '" + id + "'");
        eventually(() -> api.status(id).equals("SENT"));

        assertThat(Outside.mails(client.email())).hasSize(1);
    }

    @Test
    void manyDispatchersTogetherSendEachMessageOnce() throws Exception {
        var clients = new ArrayList<Person>();
        for (int i = 0; i < 60; i++) {
            clients.add(world.client("Kłos " + i));
        }
        var request = new HashMap<>(mail(clients.getFirst(), "Oferta", "Treść"));
        request.put("clientIds", clients.stream().map(Person::id).toList());
        request.put("sendAt", Instant.now().plusSeconds(1));
        api.order(request);

        Flux.range(0, 200)
                .flatMap(_ -> dispatcher.round(Channel.EMAIL).delaySubscription(Duration.ofMillis(10)), 8)
                .blockLast();
        eventually(() -> clients.stream().allMatch(client -> first(client).path("status").asString().equals("SENT")));

        assertThat(clients).allSatisfy(client -> assertThat(Outside.mails(client.email())).hasSize(1));
    }

    @Test
    void attemptMakesTheMessageTheClaimantsAnew() throws Exception {
        UUID claim = UUID.randomUUID();
        UUID id = claimed(world.client("Kłos"), claim, "20 seconds");

        Message attempted = attempt(id, claim);

        assertThat(attempted).isNotNull();
        assertThat(
                world.count("select count(*) from message where claimed_until > now() + interval '1 minute' and id = '"
                        + id + "'"))
                .isEqualTo(1);
    }

    /** A dispatcher whose clock runs ahead of the gate's has only decisions that have waited too long, once the attempt is on record. */
    @Test
    void doesNotActOnADecisionThatGrewOldWhileTheAttemptWasRecorded() throws Exception {
        Person client = world.client("Kłos");
        UUID id = queuedAndClaimed(client, "EMAIL");
        var late = new Dispatcher(
                new Claims(database, properties, Clock.offset(clock, Duration.ofHours(2))), preparation, gate, channels,
                messages, outcomes, inFlight, properties, ids, Clock.offset(clock, Duration.ofMinutes(1)));

        late.round(Channel.EMAIL).block();
        eventually(() -> api.status(id).equals("SENT"));

        assertThat(messages.find(id).block().attempts()).isEqualTo(2);
        assertThat(Outside.mails(client.email())).hasSize(1);
    }

    @Test
    void clientErasedSinceTheDecisionIsNotWrittenToAndLeavesNoAddress() throws Exception {
        Person client = world.client("Kłos");
        UUID claim = UUID.randomUUID();
        UUID id = claimed(client, claim, "1 hour");
        world.tell(new ClientErased(client.id(), 2));
        eventually(() -> world.count("select count(*) from recipient where erased and client_id = '" + client.id()
                + "'") == 1);

        assertThat(attempt(id, claim)).isNull();

        assertThat(api.message(id).path("address").isMissingNode()).isTrue();
    }

    private UUID sendingWhenItsSenderDied(Person client, String channel) throws Exception {
        UUID id = queuedAndClaimed(client, channel);
        world.change("update message set status = 'SENDING', version = 1, attempts = 1 where id = '" + id + "'");
        return id;
    }
}
