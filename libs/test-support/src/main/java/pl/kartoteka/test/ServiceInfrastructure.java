package pl.kartoteka.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts what a service under test needs and tells the service where it is, in Spring's names and in the suite's own. */
final class ServiceInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<String> NOISY = List.of("kafka", "org.apache.kafka", "state.change.logger", "io.zonky");
    // Says at ERROR that there is no container engine; what goes wrong with one is thrown.
    private static final List<String> SILENT = List.of("org.testcontainers", "tc", "com.github.dockerjava");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        StartedContexts.add(context);
        quieten(ServiceInfrastructure.class.getClassLoader());
        var environment = context.getEnvironment();
        var database = environment.getProperty("kartoteka.database");
        var kafka = CompletableFuture.supplyAsync(KafkaServer::shared);
        var settings = new HashMap<String, Object>();
        settings.put("KARTOTEKA_CLIENT_ID", environment.getProperty("spring.application.name", "service"));
        settings.put("KARTOTEKA_CLIENT_SECRET", "secret");
        settings.put("KARTOTEKA_ISSUER", TestIssuer.uri());
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", TestIssuer.uri());
        if (database != null) {
            settings.putAll(databaseSettings(database));
        }
        settings.put("KARTOTEKA_KAFKA", kafka.join().bootstrapServers());
        settings.put("spring.kafka.bootstrap-servers", kafka.join().bootstrapServers());
        environment.getPropertySources().addFirst(new MapPropertySource("test-infrastructure", settings));
    }

    private static Map<String, String> databaseSettings(String name) {
        var server = PostgresServer.shared();
        var database = server.database(name);
        var address = server.address();
        return Map.ofEntries(
                Map.entry("KARTOTEKA_DB_HOST", address.host()),
                Map.entry("KARTOTEKA_DB_PORT", Integer.toString(address.port())),
                Map.entry("KARTOTEKA_DB_PASSWORD", database.loginPassword()),
                Map.entry("KARTOTEKA_DB_OWNER_PASSWORD", database.ownerPassword()),
                Map.entry("spring.r2dbc.url", address.r2dbcUrl(name)),
                Map.entry("spring.r2dbc.username", name),
                Map.entry("spring.r2dbc.password", database.loginPassword()),
                Map.entry("spring.flyway.url", address.jdbcUrl(name)),
                Map.entry("spring.flyway.user", database.owner()),
                Map.entry("spring.flyway.password", database.ownerPassword()));
    }

    private static void quieten(ClassLoader classLoader) {
        var logging = LoggingSystem.get(classLoader);
        NOISY.forEach(logger -> logging.setLogLevel(logger, LogLevel.ERROR));
        SILENT.forEach(logger -> logging.setLogLevel(logger, LogLevel.OFF));
    }
}
