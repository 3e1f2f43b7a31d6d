package pl.kartoteka.messaging.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMailUtil;
import org.junit.jupiter.api.Test;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.ClientUnsubscribed;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class DispatchIT extends DispatchTesting {
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
}
