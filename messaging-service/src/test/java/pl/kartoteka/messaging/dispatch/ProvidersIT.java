package pl.kartoteka.messaging.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class ProvidersIT extends DispatchTesting {
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
}
