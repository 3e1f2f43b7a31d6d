package pl.kartoteka.messaging;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistrar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/** The world around the service: SMTP, the SMS gateway, consent-service. */
@Configuration(proxyBeanMethods = false)
public class Outside {
    public static final GreenMail SMTP = new GreenMail(
            new ServerSetup(freePort(), "localhost", ServerSetup.PROTOCOL_SMTP));
    public static final String REPORTS = "/api/v1/public/sms-reports/0123456789abcdef0123";
    public static final Consents CONSENTS = new Consents();
    public static final SmsGateway SMS = new SmsGateway();

    private static final WireMockServer HTTP = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().extensions(CONSENTS, SMS));

    static {
        SMTP.start();
        HTTP.start();
        HTTP.stubFor(any(urlPathEqualTo("/api/v1/consent-decisions"))
                .willReturn(aResponse().withTransformers("consents")));
        HTTP.stubFor(any(urlPathEqualTo("/sms.do")).willReturn(aResponse().withTransformers("sms")));
    }

    @Bean
    DynamicPropertyRegistrar outsideWorld() {
        return registry -> {
            registry.add("spring.mail.host", () -> "localhost");
            registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
            registry.add("kartoteka.sms.url", HTTP::baseUrl);
            registry.add("kartoteka.sms.token", () -> "test-token");
            registry.add("kartoteka.sms.reports-url", () -> "https://kartoteka.example" + REPORTS);
            registry.add("kartoteka.gate.url", HTTP::baseUrl);
            registry.add("kartoteka.gate.patience", () -> "1s");
            registry.add("kartoteka.gate.open-for", () -> "500ms");
            registry.add("kartoteka.dispatch.interval", () -> "50ms");
            registry.add("kartoteka.dispatch.held-pause", () -> "300ms");
            registry.add("kartoteka.dispatch.first-pause", () -> "200ms");
            registry.add("kartoteka.dispatch.new-client-patience", () -> "1s");
            registry.add("kartoteka.campaigns.interval", () -> "100ms");
        };
    }

    /** Mails to that address. */
    public static List<MimeMessage> mails(String address) {
        return Arrays.stream(SMTP.getReceivedMessages()).filter(mail -> isTo(mail, address)).toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getAllRecipients()).anyMatch(to -> to.toString().equals(address));
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** consent-service: allows everybody it was not told to deny. */
    public static final class Consents implements ResponseDefinitionTransformerV2 {
        public final Map<UUID, String> denied = new ConcurrentHashMap<>();
        public final Set<String> unknownPurposes = ConcurrentHashMap.newKeySet();
        public volatile boolean down;

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            if (down) {
                return new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
            }
            JsonNode question = JsonMapper.shared().readTree(event.getRequest().getBody());
            if (unknownPurposes.contains(question.path("purpose").asString())) {
                return answer(404, Map.of("type", "urn:kartoteka:problem:purpose-not-found", "status", 404));
            }
            var decisions = new ArrayList<Map<String, Object>>();
            question.path("clientIds").forEach(client -> decisions.add(decision(
                    UUID.fromString(client.asString()),
                    question.path("purpose").asString().equals("CONTRACT_SERVICE"),
                    question.path("links").asBoolean())));
            return answer(200, Map.of("decidedAt", "2026-11-22T10:00:00Z", "decisions", decisions));
        }

        private Map<String, Object> decision(UUID client, boolean needsNoConsent, boolean links) {
            String reason = denied.get(client);
            var decision = new HashMap<String, Object>(Map.of(
                    "clientId",
                    client,
                    "allowed",
                    reason == null,
                    "reason",
                    reason == null ? needsNoConsent ? "CONTRACT" : "GRANTED" : reason,
                    "decisionId",
                    UUID.randomUUID()));
            if (links && reason == null) {
                String page = "https://zgody.example/api/v1/public/";
                decision.put("links", needsNoConsent
                        ? Map.of("preferences", page + "preferences/p-" + client)
                        : Map.of("unsubscribe", page + "unsubscribe/u-" + client,
                                "preferences", page + "preferences/p-" + client));
            }
            return decision;
        }

        @Override
        public String getName() {
            return "consents";
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }

    /** An SMSAPI-compatible gateway that remembers {@code idx}. */
    public static final class SmsGateway implements ResponseDefinitionTransformerV2 {
        public final List<Map<String, String>> taken = new CopyOnWriteArrayList<>();
        public final Set<String> answersNothingTo = ConcurrentHashMap.newKeySet();
        public final Map<String, Object> errors = new ConcurrentHashMap<>();
        private final Set<String> seen = new HashSet<>();

        @Override
        public synchronized ResponseDefinition transform(ServeEvent event) {
            Map<String, String> form = form(event.getRequest().getBodyAsString());
            if (!"Bearer test-token".equals(event.getRequest().getHeader("Authorization"))) {
                return answer(401, Map.of("error", "authorization_failed"));
            }
            Object error = errors.get(form.get("to"));
            if (error != null) {
                return answer(200, Map.of("error", error, "message", "refused"));
            }
            if ("1".equals(form.get("check_idx")) && !seen.add(form.get("idx"))) {
                return answer(200, Map.of("error", 53, "message", "idx already used"));
            }
            taken.add(form);
            if (answersNothingTo.remove(form.get("to"))) {
                return new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE).build();
            }
            return answer(200,
                    Map.of("count", 1, "list", List.of(Map.of("id", "613F" + taken.size(), "status", "QUEUE"))));
        }

        public List<Map<String, String>> to(String number) {
            return taken.stream().filter(form -> number.equals(form.get("to"))).toList();
        }

        /** As if the message had come before, from a service that did not live to note it. */
        public synchronized void remember(UUID idx) {
            seen.add(idx.toString());
        }

        private static Map<String, String> form(String body) {
            return Arrays.stream(body.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        }

        @Override
        public String getName() {
            return "sms";
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }

    private static ResponseDefinition answer(int status, Object body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(JsonMapper.shared().writeValueAsString(body))
                .build();
    }
}
