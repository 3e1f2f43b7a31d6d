package pl.kartoteka.test;

import java.sql.DriverManager;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.sample.good.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ServiceTest(classes = SampleApplication.class)
class ServiceTestIT {
    @Autowired
    WebTestClient web;

    @Autowired
    Environment environment;

    @Test
    void startsTheServiceOnARandomPort() {
        web.get().uri("/unknown").exchange().expectStatus().isNotFound();
    }

    @Test
    void tellsTheServiceWhereItsDatabaseIs() throws Exception {
        var url = environment.getRequiredProperty("spring.flyway.url");
        var owner = environment.getRequiredProperty("spring.flyway.user");
        var login = environment.getRequiredProperty("spring.r2dbc.username");

        assertThat(url).endsWith("/sample_service").contains(environment.getRequiredProperty("KARTOTEKA_DB_PORT"));
        assertThat(environment.getRequiredProperty("spring.r2dbc.url")).startsWith("r2dbc:postgresql://");
        DriverManager.getConnection(url, owner, environment.getRequiredProperty("KARTOTEKA_DB_OWNER_PASSWORD")).close();
        DriverManager.getConnection(url, login, environment.getRequiredProperty("KARTOTEKA_DB_PASSWORD")).close();
    }

    @Test
    void readsWhatWasSentToATopic() {
        var probe = KafkaProbe.of(environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
        probe.create("sample.greetings");
        probe.create("sample.greetings");

        probe.send("sample.greetings", "1", "{\"to\":\"Ala\"}".getBytes(), Map.of("ce_type", "greeting", "ce_id", "a"));

        var event = probe.awaitEvent("sample.greetings", "greeting", "1");
        assertThat(event.data().get("to").asString()).isEqualTo("Ala");
        assertThat(probe.events("sample.greetings", "1")).containsExactly(event);
        assertThat(probe.records("sample.unknown")).isEmpty();
    }

    @Test
    void saysWhatABrokerRefused() {
        var probe = KafkaProbe.shared();

        assertThatThrownBy(() -> probe.send("sample.never-made", "1", "x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the broker refused");
    }
}
