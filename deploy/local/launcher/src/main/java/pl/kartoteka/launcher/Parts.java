package pl.kartoteka.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import pl.kartoteka.embedded.ServiceDatabase;

/** What the suite is made of, and which settings each part gets: its own secrets and addresses, nobody else's. */
final class Parts {
    static final String GATEWAY = "gateway";
    private static final String CALLERS_RATE = "KARTOTEKA_REQUESTS_PER_SECOND";
    private static final String READINESS = "/actuator/health/readiness";
    private static final List<String> SERVICES = List.of(
            "client-service", "consent-service", "segment-service", "gus-lookup-service", "messaging-service");

    private final Ports ports;
    private final Secrets secrets;
    private final Path data;

    Parts(Ports ports, Secrets secrets, Path data) {
        this.ports = ports;
        this.secrets = secrets;
        this.data = data;
    }

    /** One database for each service. */
    List<ServiceDatabase> databases() {
        return SERVICES.stream().map(this::database).toList();
    }

    String superuserPassword() {
        return secrets.password("postgres");
    }

    Stream<Part> all() {
        return Stream.of(independent(), services()).flatMap(List::stream);
    }

    /** What needs neither database nor broker: who gives tokens, the outside world, and the gateway. */
    List<Part> independent() {
        return List.of(
                new Part("issuer", "deploy/local/issuer", ports.issuer(), READINESS, 96, Map.of(
                        "SERVER_PORT", Integer.toString(ports.issuer()),
                        "KARTOTEKA_ISSUER", issuer(),
                        "KARTOTEKA_GATEWAY", gateway(),
                        "ISSUER_KEY_FILE", data.resolve("issuer").resolve("key.json").toString(),
                        "SPRING_APPLICATION_JSON", serviceSecretsAsJson())),
                new Part("sandbox", "deploy/local/sandbox", ports.sandbox(), "/health", 96, Map.of(
                        "SANDBOX_HTTP_PORT", Integer.toString(ports.sandbox()),
                        "SANDBOX_SMTP_PORT", Integer.toString(ports.smtp()))),
                gatewayPart());
    }

    /** The services, each able to start without the others. */
    List<Part> services() {
        return List.of(
                service("client-service", ports.clientService(), 160, Map.of(
                        "KARTOTEKA_FILES", data.resolve("files").resolve("client-service").toString(),
                        "KARTOTEKA_SENSITIVE_KEY", secrets.key("client-service.sensitive-key"),
                        "GUS_LOOKUP_SERVICE_URL", url(ports.gusLookupService()))),
                service("consent-service", ports.consentService(), 128, Map.of(
                        "KARTOTEKA_SUPPRESSION_KEY", secrets.password("consent-service.suppression-key"),
                        "KARTOTEKA_FILES", data.resolve("files").resolve("consent-service").toString(),
                        "KARTOTEKA_LEDGER_KEY", secrets.key("consent-service.ledger-key"),
                        "KARTOTEKA_LINK_KEY", secrets.password("consent-service.link-key"),
                        "KARTOTEKA_PUBLIC_URL", gateway(),
                        "KARTOTEKA_CONTROLLER", "Hurtownia Złoty Kłos sp. z o.o.",
                        "KARTOTEKA_CONTROLLER_CONTACT", "iod@klos.example",
                        "KARTOTEKA_CONTROLLER_ADDRESS", "ul. Kolejowa 5, 90-001 Łódź",
                        "KARTOTEKA_DATA_PROTECTION_OFFICER", "iod@klos.example")),
                service("segment-service", ports.segmentService(), 160, Map.of()),
                service("gus-lookup-service", ports.gusLookupService(), 128, Map.of(
                        "REGISTERS_ENVIRONMENT", "sandbox",
                        "GUS_URL", sandbox() + "/gus/wsBIR/UslugaBIRzewnPubl.svc",
                        "CEIDG_URL", sandbox() + "/ceidg/api/ceidg/v3",
                        "WHITE_LIST_URL", sandbox() + "/whitelist",
                        "VIES_URL", sandbox() + "/vies/rest-api",
                        "VIES_REQUESTER", "PL1234563218")),
                service("messaging-service", ports.messagingService(), 144, Map.of(
                        "CONSENT_SERVICE_URL", url(ports.consentService()),
                        "KARTOTEKA_SMTP_HOST", "localhost",
                        "KARTOTEKA_SMTP_PORT", Integer.toString(ports.smtp()),
                        "KARTOTEKA_SMS_URL", sandbox(),
                        "KARTOTEKA_SMS_TOKEN", "sandbox-sms-token")));
    }

    private Part gatewayPart() {
        var environment = new HashMap<>(common(GATEWAY, ports.gateway()));
        environment.put("CLIENT_SERVICE_URL", url(ports.clientService()));
        environment.put("CONSENT_SERVICE_URL", url(ports.consentService()));
        environment.put("SEGMENT_SERVICE_URL", url(ports.segmentService()));
        environment.put("GUS_LOOKUP_SERVICE_URL", url(ports.gusLookupService()));
        environment.put("MESSAGING_SERVICE_URL", url(ports.messagingService()));
        // For load tests: those who send many requests as one caller.
        var rate = System.getenv(CALLERS_RATE);
        if (rate != null) {
            environment.put(CALLERS_RATE, rate);
        }
        return new Part(GATEWAY, GATEWAY, ports.gateway(), READINESS, 128, environment);
    }

    private Part service(String name, int port, int heap, Map<String, String> own) {
        var database = database(name);
        var environment = new HashMap<>(common(name, port));
        environment.put("KARTOTEKA_DB_HOST", "localhost");
        environment.put("KARTOTEKA_DB_PORT", Integer.toString(ports.postgres()));
        environment.put("KARTOTEKA_DB_PASSWORD", database.loginPassword());
        environment.put("KARTOTEKA_DB_OWNER_PASSWORD", database.ownerPassword());
        environment.put("KARTOTEKA_DB_POOL", "10");
        environment.put("KARTOTEKA_KAFKA", "localhost:" + ports.kafka());
        environment.putAll(own);
        return new Part(name, name, port, READINESS, heap, environment);
    }

    private Map<String, String> common(String name, int port) {
        return Map.of(
                "SERVER_PORT", Integer.toString(port),
                "SERVER_ADDRESS", "localhost",
                "KARTOTEKA_ISSUER", issuer(),
                "KARTOTEKA_CLIENT_ID", name,
                "KARTOTEKA_CLIENT_SECRET", clientSecret(name));
    }

    private ServiceDatabase database(String service) {
        var name = service.replace('-', '_');
        return new ServiceDatabase(name, secrets.password(name + "_owner"), secrets.password(name));
    }

    private String serviceSecretsAsJson() {
        return SERVICES.stream()
                .map(service -> "\"%s\":\"%s\"".formatted(service, clientSecret(service)))
                .collect(Collectors.joining(",", "{\"kartoteka\":{\"issuer\":{\"service-secrets\":{", "}}}}"));
    }

    private String clientSecret(String service) {
        return secrets.password(service + ".client");
    }

    private String issuer() {
        return url(ports.issuer());
    }

    private String sandbox() {
        return url(ports.sandbox());
    }

    private String gateway() {
        return url(ports.gateway());
    }

    private static String url(int port) {
        return "http://localhost:" + port;
    }
}
