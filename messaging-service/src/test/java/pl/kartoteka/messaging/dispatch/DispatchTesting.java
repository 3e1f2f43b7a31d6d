package pl.kartoteka.messaging.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.Messages;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import tools.jackson.databind.JsonNode;

import static pl.kartoteka.messaging.Api.eventually;

/** Messages on their way, in a world that can be told to refuse them. */
class DispatchTesting {
    final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    World world;
    @Autowired
    Dispatcher dispatcher;
    @Autowired
    Messages messages;
    @Autowired
    JavaMailSenderImpl smtp;
    Api api;

    @BeforeEach
    void signIn(@Autowired WebTestClient web) {
        api = new Api(web);
    }

    @AfterEach
    void everythingAnswersAgain() {
        Outside.CONSENTS.down = false;
        Outside.CONSENTS.denied.clear();
    }

    @Nullable
    Message attempt(UUID id, UUID claim) {
        return messages.find(id)
                .flatMap(message -> messages.recordAttempt(
                        message, claim, "biuro@klos.example", UUID.randomUUID(), Instant.now(),
                        Instant.now().plusSeconds(120)))
                .block();
    }

    UUID claimed(Person client, UUID claim, String lease) {
        UUID id = queuedAndClaimed(client, "EMAIL");
        world.change("update message set claim = '" + claim + "', claimed_until = now() + interval '" + lease
                + "' where id = '" + id + "'");
        return id;
    }

    /** In the hands of an instance that will never let go by itself. */
    UUID queuedAndClaimed(Person client, String channel) {
        var request = new HashMap<>(channel.equals("SMS") ? sms(client, "Oferta") : mail(client, "Oferta", "Treść"));
        request.put("sendAt", Instant.now().plusSeconds(60));
        UUID id = api.order(request);
        world.change("update message set claim = gen_random_uuid(), claimed_until = now() + interval '1 hour', "
                + "due_at = now(), send_at = now() where id = '" + id + "'");
        return id;
    }

    static MimeMessage mailWith(Person client, String subject) throws Exception {
        for (MimeMessage mail : Outside.mails(client.email())) {
            if (mail.getSubject().equals(subject)) {
                return mail;
            }
        }
        throw new AssertionError("no such mail");
    }

    JsonNode first(Person client) {
        return Api.json(api.get("/api/v1/clients/" + client.id() + "/messages").expectStatus().isOk())
                .path("items")
                .path(0);
    }

    List<String> types(Person client) throws Exception {
        eventually(() -> world.count("select count(*) from outbox") == 0);
        return kafka.events(MessageEvent.TOPIC, client.id().toString()).stream().map(PublishedEvent::type).toList();
    }

    static Map<String, Object> mail(Person client, String subject, String text) {
        return Map.of(
                "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "clientIds", List.of(client.id()),
                "subject", subject, "text", text);
    }

    static Map<String, Object> sms(Person client, String text) {
        return Map.of(
                "channel", "SMS", "purpose", "SMS_MARKETING", "clientIds", List.of(client.id()), "text", text);
    }
}
