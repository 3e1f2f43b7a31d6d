package pl.kartoteka.messaging.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.ClientUnsubscribed;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.Messages;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class DispatchIT {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    World world;
    @Autowired
    Dispatcher dispatcher;
    @Autowired
    Messages messages;
    @Autowired
    JavaMailSenderImpl smtp;
    private Api api;

    @BeforeEach
    void signIn(@Autowired WebTestClient web) {
        api = new Api(web);
    }

    @AfterEach
    void everythingAnswersAgain() {
        Outside.CONSENTS.down = false;
        Outside.CONSENTS.denied.clear();
    }

    @Test
    void sendsAnAllowedMailOnTheDecisionItKeeps() throws Exception {
        Person client = world.client("Kłos");

        UUID id = api.order(mail(client, "Nowości dla {{client.shortName}}", "Dzień dobry {{client.name}}"));
        eventually(() -> api.status(id).equals("SENT"));

        var mail = Outside.mails(client.email()).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Nowości dla Kłos");
        assertThat(mail.getContent().toString().strip()).isEqualTo("Dzień dobry Piekarnia Złoty Kłos & Syn");
        assertThat(mail.getMessageID()).startsWith("<" + id + "@");
        JsonNode message = api.message(id);
        assertThat(message.path("decision").path("id").asString()).isNotEmpty();
        assertThat(message.path("address").asString()).isEqualTo(client.email());
        assertThat(types(client)).containsExactly("kartoteka.message.queued.v1", "kartoteka.message.sent.v1");
    }

    @Test
    void carriesTheWayOutWhereItRestsOnAConsent() throws Exception {
        Person client = world.client("Kłos");

        UUID id = api.order(mail(client, "Oferta", "Rezygnacja: {{links.unsubscribe}} zgody: {{links.preferences}}"));
        var other = new HashMap<>(mail(client, "Umowa", "Zgody: {{links.preferences}}"));
        other.put("purpose", "CONTRACT_SERVICE");
        UUID contract = api.order(other);
        eventually(() -> Stream.of(id, contract).allMatch(one -> api.status(one).equals("SENT")));

        var offer = mailWith(client, "Oferta");
        String out = "https://zgody.example/api/v1/public/unsubscribe/u-" + client.id();
        assertThat(offer.getHeader("List-Unsubscribe")).containsExactly("<" + out + ">");
        assertThat(offer.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(offer.getContent().toString()).contains("Rezygnacja: " + out + " zgody: https://");
        assertThat(mailWith(client, "Umowa").getHeader("List-Unsubscribe")).isNull();
        assertThat(mailWith(client, "Umowa").getContent().toString()).contains("/preferences/p-" + client.id());
    }

    @Test
    void showsOnAMessageThatItsRecipientUsedTheWayOut() throws Exception {
        Person client = world.client("Kłos");
        UUID id = api.order(mail(client, "Oferta", "Treść"));
        eventually(() -> api.status(id).equals("SENT"));
        UUID other = api.order(mail(client, "Oferta", "Treść"));
        eventually(() -> api.status(other).equals("SENT"));
        UUID decision = UUID.fromString(api.message(id).path("decision").path("id").asString());

        world.tell(new ClientUnsubscribed(
                client.id(), "EMAIL_MARKETING", decision, Instant.parse("2026-11-22T10:00:00Z"), 2));

        eventually(() -> api.message(id).path("unsubscribedAt").asString("").equals("2026-11-22T10:00:00Z"));
        assertThat(api.message(other).has("unsubscribedAt")).isFalse();
    }

    @Test
    void tellsThatAMailboxDoesNotExist() throws Exception {
        Person client = world.client("Kłos");
        try (var server = new java.net.ServerSocket(0)) {
            Thread.ofVirtual().start(() -> refuseRecipients(server));
            smtp.setPort(server.getLocalPort());

            UUID id = api.order(mail(client, "Oferta", "Treść"));
            eventually(() -> api.status(id).equals("BOUNCED"));

            assertThat(api.message(id).path("reason").asString()).isEqualTo("SMTP_550");
            kafka.awaitEvent(MessageEvent.TOPIC, "kartoteka.message.bounced.v1", client.id().toString());
        } finally {
            smtp.setPort(Outside.SMTP.getSmtp().getPort());
        }
    }

    private static void refuseRecipients(java.net.ServerSocket server) {
        while (true) {
            try (var caller = server.accept();
                    var lines = new java.io.BufferedReader(new java.io.InputStreamReader(caller.getInputStream()))) {
                var out = caller.getOutputStream();
                out.write("220 ready\r\n".getBytes());
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String reply = line.startsWith("RCPT") ? "550 5.1.1 no such mailbox" : "250 ok";
                    out.write((reply + "\r\n").getBytes());
                }
            } catch (java.io.IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    @Test
    void stopsAMessageWhoseWayOutThereIsNone() throws Exception {
        Person client = world.client("Kłos");
        var request = new HashMap<>(mail(client, "Umowa", "Rezygnacja: {{links.unsubscribe}}"));
        request.put("purpose", "CONTRACT_SERVICE");

        UUID id = api.order(request);
        eventually(() -> api.status(id).equals("FAILED"));

        assertThat(api.message(id).path("reason").asString()).isEqualTo("MISSING_FIELD links.unsubscribe");
        assertThat(Outside.mails(client.email())).isEmpty();
    }

    @Test
    void givesUpAProviderFromTheFirstAttemptOn() throws Exception {
        Person client = world.client("Kłos");
        UUID claim = UUID.randomUUID();
        UUID id = claimed(client, claim, "1 hour");
        world.change("update message set send_at = now() - interval '3 days' where id = '" + id + "'");

        Message first = attempt(id, claim);

        assertThat(first).isNotNull();
        assertThat(first.tried(Instant.now())).isLessThan(Duration.ofMinutes(1));
        Outside.SMS.errors.put(client.phone(), "203");
        UUID sms = api.order(sms(client, "Oferta"));
        eventually(() -> api.message(sms).path("reason").asString("").equals("SMS_203"));
        world.change("update message set first_attempt_at = now() - interval '25 hours' where id = '" + sms + "'");
        eventually(() -> api.status(sms).equals("FAILED"));
        Outside.SMS.errors.remove(client.phone());
    }

    @Test
    void aMailServerThatHangsHoldsUpNoSms() throws Exception {
        Person client = world.client("Kłos");
        try (var hanging = new java.net.ServerSocket(0)) {
            smtp.setPort(hanging.getLocalPort());
            UUID mail = api.order(mail(client, "Oferta", "Treść"));
            eventually(() -> api.status(mail).equals("SENDING"));

            UUID sms = api.order(sms(client, "Oferta"));
            eventually(() -> api.status(sms).equals("SENT"));

            assertThat(api.status(mail)).isEqualTo("SENDING");
            hanging.accept().close();
        } finally {
            smtp.setPort(Outside.SMTP.getSmtp().getPort());
        }
    }

    @Test
    void writesToNobodyWhoWasMergedOrIsInactive() throws Exception {
        Person merged = world.client("Kłos");
        Person inactive = world.client("Młyn");
        world.change("update recipient set standing = 'MERGED' where client_id = '" + merged.id() + "'");
        world.change("update recipient set standing = 'INACTIVE' where client_id = '" + inactive.id() + "'");

        UUID one = api.order(mail(merged, "Oferta", "Treść"));
        UUID other = api.order(mail(inactive, "Oferta", "Treść"));
        eventually(() -> Stream.of(one, other).allMatch(id -> api.status(id).equals("BLOCKED")));

        assertThat(api.message(one).path("reason").asString()).isEqualTo("MERGED");
        assertThat(api.message(other).path("reason").asString()).isEqualTo("INACTIVE");
    }

    @Test
    void escapesValuesInHtmlOnly() throws Exception {
        Person client = world.client("Kłos");

        UUID id = api.order(Map.of(
                "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "clientIds", List.of(client.id()),
                "subject", "{{client.name}}", "text", "{{client.name}}", "html", "<p>{{client.name}}</p>"));
        eventually(() -> api.status(id).equals("SENT"));

        var mail = Outside.mails(client.email()).getFirst();
        String body = GreenMailUtil.getBody(mail);
        assertThat(mail.getSubject()).isEqualTo("Piekarnia Złoty Kłos & Syn");
        assertThat(mail.getContentType()).startsWith("multipart/");
        assertThat(body).contains("K=C5=82os & Syn").contains("K=C5=82os &amp; Syn</p>");
    }

    @Test
    void withdrawalBetweenPlanningAndDispatchStopsTheMessage() throws Exception {
        Person client = world.client("Kłos");
        var request = new HashMap<>(mail(client, "Oferta", "Treść"));
        request.put("sendAt", Instant.now().plusSeconds(2));
        UUID id = api.order(request);
        assertThat(api.status(id)).isEqualTo("QUEUED");

        Outside.CONSENTS.denied.put(client.id(), "WITHDRAWN");
        eventually(() -> api.status(id).equals("BLOCKED"));

        JsonNode message = api.message(id);
        assertThat(message.path("reason").asString()).isEqualTo("WITHDRAWN");
        assertThat(message.path("decision").path("id").asString()).isNotEmpty();
        assertThat(Outside.mails(client.email())).isEmpty();
        PublishedEvent blocked = kafka.awaitEvent(MessageEvent.TOPIC, "kartoteka.message.blocked.v1",
                client.id().toString());
        assertThat(blocked.data().path("message").path("reason").asString()).isEqualTo("WITHDRAWN");
        assertThat(blocked.data().path("message").path("decisionId").asString()).isNotEmpty();
    }

    @Test
    void holdsMessagesWhileConsentServiceIsDownAndSendsThemAfterAFreshDecision() throws Exception {
        Person kept = world.client("Kłos");
        Person withdrawn = world.client("Młyn");
        Outside.CONSENTS.down = true;
        UUID mail = api.order(mail(kept, "Oferta", "Treść"));
        UUID sms = api.order(sms(kept, "Oferta"));
        UUID other = api.order(mail(withdrawn, "Oferta", "Treść"));
        eventually(() -> Stream.of(mail, sms, other).allMatch(id -> api.status(id).equals("HELD")));
        Thread.sleep(1_500);
        assertThat(Outside.mails(kept.email())).isEmpty();
        assertThat(Outside.SMS.to(kept.phone())).isEmpty();

        Outside.CONSENTS.denied.put(withdrawn.id(), "WITHDRAWN");
        Outside.CONSENTS.down = false;
        eventually(() -> api.status(mail).equals("SENT") && api.status(sms).equals("SENT"));
        eventually(() -> api.status(other).equals("BLOCKED"));

        assertThat(Outside.mails(kept.email())).hasSize(1);
        assertThat(Outside.SMS.to(kept.phone())).hasSize(1);
        assertThat(Outside.mails(withdrawn.email())).isEmpty();
        assertThat(types(withdrawn)).containsExactly(
                "kartoteka.message.queued.v1", "kartoteka.message.held.v1", "kartoteka.message.blocked.v1");
    }

    @Test
    void blocksMessagesForAPurposeThatDoesNotExist() throws Exception {
        Person client = world.client("Kłos");
        Outside.CONSENTS.unknownPurposes.add("NO_SUCH");
        var request = new HashMap<>(mail(client, "Oferta", "Treść"));
        request.put("purpose", "NO_SUCH");

        UUID id = api.order(request);
        eventually(() -> api.status(id).equals("BLOCKED"));

        assertThat(api.message(id).path("reason").asString()).isEqualTo("PURPOSE_UNKNOWN");
    }

    @Test
    void sendsSmsWithItsOwnIdAndWithoutThePlus() throws Exception {
        Person client = world.client("Kłos");

        UUID id = api.order(sms(client, "Zażółć gęślą jaźń, {{client.shortName}} €"));
        eventually(() -> api.status(id).equals("SENT"));

        var form = Outside.SMS.to(client.phone()).getFirst();
        assertThat(form).containsEntry("idx", id.toString())
                .containsEntry("check_idx", "1")
                .containsEntry("message", "Zażółć gęślą jaźń, Kłos €");
    }

    @Test
    void smsWhoseAnswerWasLostIsSentOnce() throws Exception {
        Person client = world.client("Kłos");
        Outside.SMS.answersNothingTo.add(client.phone());

        UUID id = api.order(sms(client, "Oferta"));
        eventually(() -> api.status(id).equals("SENT"));

        assertThat(Outside.SMS.to(client.phone())).hasSize(1);
    }

    @Test
    void triesSmsAgainAfterAPassingErrorAndNotAfterAFinalOne() throws Exception {
        Person passing = world.client("Kłos");
        Person refused = world.client("Młyn");
        Outside.SMS.errors.put(passing.phone(), "203");
        Outside.SMS.errors.put(refused.phone(), 13);
        UUID first = api.order(sms(passing, "Oferta"));
        UUID second = api.order(sms(refused, "Oferta"));
        eventually(() -> api.message(first).path("reason").asString("").equals("SMS_203"));

        Outside.SMS.errors.remove(passing.phone());
        eventually(() -> api.status(first).equals("SENT") && api.status(second).equals("FAILED"));

        assertThat(api.message(second).path("reason").asString()).isEqualTo("SMS_13");
        assertThat(Outside.SMS.to(refused.phone())).isEmpty();
    }

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
        eventually(() -> clients.stream().allMatch(client -> !Outside.mails(client.email()).isEmpty()));
        Thread.sleep(500);

        assertThat(clients).allSatisfy(client -> assertThat(Outside.mails(client.email())).hasSize(1));
    }

    @Test
    void missingFieldStopsItsMessageOnly() throws Exception {
        Person without = world.client(null);
        Person with = world.client("Kłos");
        var request = new HashMap<>(mail(without, "Oferta", "Dzień dobry {{client.shortName}}"));
        request.put("clientIds", List.of(without.id(), with.id()));

        api.order(request);
        eventually(() -> Outside.mails(with.email()).size() == 1);
        eventually(() -> first(without).path("status").asString().equals("FAILED"));

        assertThat(first(without).path("reason").asString()).isEqualTo("MISSING_FIELD client.shortName");
        assertThat(Outside.mails(without.email())).isEmpty();
    }

    @Test
    void waitsForTheMailServer() throws Exception {
        Person client = world.client("Kłos");
        Outside.SMTP.stop();
        UUID id;
        try {
            id = api.order(mail(client, "Oferta", "Treść"));
            eventually(() -> "SMTP_UNREACHABLE".equals(api.message(id).path("reason").asString("")));
            assertThat(api.status(id)).isIn("QUEUED", "SENDING");
        } finally {
            Outside.SMTP.start();
        }

        eventually(() -> api.status(id).equals("SENT"));
    }

    @Test
    void clientNobodyKnowsGetsNothing() throws Exception {
        var stranger = new Person(UUID.randomUUID(), "", "");

        UUID id = api.order(mail(stranger, "Oferta", "Treść"));
        eventually(() -> api.status(id).equals("BLOCKED"));

        assertThat(api.message(id).path("reason").asString()).isEqualTo("UNKNOWN_CLIENT");
    }

    @Test
    void erasedClientGetsNothingAndLeavesNoAddress() throws Exception {
        Person client = world.client("Kłos");
        UUID before = api.order(mail(client, "Oferta", "Treść"));
        eventually(() -> api.status(before).equals("SENT"));

        world.tell(new ClientErased(client.id(), 2));
        eventually(() -> api.message(before).path("address").isMissingNode());
        UUID after = api.order(mail(client, "Oferta", "Treść"));
        eventually(() -> api.status(after).equals("BLOCKED"));

        assertThat(api.message(after).path("reason").asString()).isEqualTo("ERASED");
        assertThat(world.count("select count(*) from recipient where client_id = '" + client.id()
                + "' and emails = '[]' and phones = '[]' and fields = '{}'")).isEqualTo(1);
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

    private @Nullable Message attempt(UUID id, UUID claim) {
        return messages.find(id)
                .flatMap(message -> messages.recordAttempt(
                        message, claim, "biuro@klos.example", UUID.randomUUID(), Instant.now(),
                        Instant.now().plusSeconds(120)))
                .block();
    }

    private UUID claimed(Person client, UUID claim, String lease) {
        UUID id = queuedAndClaimed(client, "EMAIL");
        world.change("update message set claim = '" + claim + "', claimed_until = now() + interval '" + lease
                + "' where id = '" + id + "'");
        return id;
    }

    private UUID sendingWhenItsSenderDied(Person client, String channel) throws Exception {
        UUID id = queuedAndClaimed(client, channel);
        world.change("update message set status = 'SENDING', version = 1, attempts = 1 where id = '" + id + "'");
        return id;
    }

    /** In the hands of an instance that will never let go by itself. */
    private UUID queuedAndClaimed(Person client, String channel) {
        var request = new HashMap<>(channel.equals("SMS") ? sms(client, "Oferta") : mail(client, "Oferta", "Treść"));
        request.put("sendAt", Instant.now().plusSeconds(60));
        UUID id = api.order(request);
        world.change("update message set claim = gen_random_uuid(), claimed_until = now() + interval '1 hour', "
                + "due_at = now(), send_at = now() where id = '" + id + "'");
        return id;
    }

    private static MimeMessage mailWith(Person client, String subject) throws Exception {
        for (MimeMessage mail : Outside.mails(client.email())) {
            if (mail.getSubject().equals(subject)) {
                return mail;
            }
        }
        throw new AssertionError("no such mail");
    }

    private JsonNode first(Person client) {
        return Api.json(api.get("/api/v1/clients/" + client.id() + "/messages").expectStatus().isOk())
                .path("items")
                .path(0);
    }

    private List<String> types(Person client) throws Exception {
        eventually(() -> world.count("select count(*) from outbox") == 0);
        return kafka.events(MessageEvent.TOPIC, client.id().toString()).stream().map(PublishedEvent::type).toList();
    }

    private static Map<String, Object> mail(Person client, String subject, String text) {
        return Map.of(
                "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "clientIds", List.of(client.id()),
                "subject", subject, "text", text);
    }

    private static Map<String, Object> sms(Person client, String text) {
        return Map.of(
                "channel", "SMS", "purpose", "SMS_MARKETING", "clientIds", List.of(client.id()), "text", text);
    }
}
