package pl.kartoteka.gus.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.events.Samples;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ErasureIT implements RegistersRunning {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ClientNumbers numbers;

    @Autowired
    private Environment settings;

    @Test
    void forgetsWhatRegistersSaidAboutThePerson() {
        UUID client = UUID.randomUUID();
        String nip = "5250000001";
        known(client, nip);
        answered(nip, "Jan Testowy " + client);

        PublishedEvent receipt = erase(client);

        assertThat(receipt.data().path("service").asString()).isEqualTo("gus-lookup-service");
        assertThat(receipt.data().path("erased").toString()).contains("register-answers");
        kafka.await(CompanyEvent.TOPIC, record -> nip.equals(record.key()) && record.value() == null);
        assertThat(PersonalTraces.left(settings, List.of(nip, "Jan Testowy " + client))).isEmpty();
    }

    /** The check of an account by REGON names no NIP, and no more does a batch of REGON numbers. */
    @Test
    void forgetsWhatWasAskedByTheRegonOfThePerson() {
        UUID client = UUID.randomUUID();
        String nip = "5250000024";
        String regon = "012345674";
        known(client, nip);
        answered(nip, "nip=" + nip, "{\"regon\":\"" + regon + "\"}");
        answered(null, "regon=" + regon + "&account=61109010140000071219812874", "{\"accountAssigned\":true}");
        answered(null, "regon=" + regon + "00019", "{\"regon\":\"" + regon + "00019\"}");
        answered(null, "regon=123456785", "{\"regon\":\"123456785\"}");

        erase(client);

        assertThat(PersonalTraces.left(settings, List.of(nip, regon))).isEmpty();
        assertThat(PersonalTraces.find(settings, List.of("regon=123456785"))).containsExactly("public.register_answer");
    }

    @Test
    void keepsWhatIsAboutAnotherClientAsWell() {
        UUID headOffice = UUID.randomUUID();
        UUID branch = UUID.randomUUID();
        String nip = "5250000018";
        known(headOffice, nip);
        known(branch, nip);
        answered(nip, "Firma " + headOffice);

        erase(headOffice);
        assertThat(PersonalTraces.find(settings, List.of("Firma " + headOffice)))
                .containsExactly("public.register_answer");

        kafka.send(ClientEvent.TOPIC, branch.toString(), (byte[]) null, Map.of());
        assertThat(PersonalTraces.left(settings, List.of(nip, "Firma " + headOffice))).isEmpty();
    }

    private PublishedEvent erase(UUID client) {
        var request = new ErasureRequested(client, UUID.randomUUID(), 1, Instant.now());
        kafka.send(request.topic(), request.key(), new EventCodec().json(request).getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "test",
                        "ce_type", EventTypes.typeOf(ErasureRequested.class),
                        "content-type", "application/json"));
        return kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.receipt.v1", client.toString());
    }

    private void known(UUID client, String nip) {
        ClientState sample = JsonMapper.shared().readValue(Samples.json(ClientRegistered.class)
                .replace("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21", client.toString())
                .replace("\"pkdCodes\"", "\"nip\":\"" + nip + "\",\"pkdCodes\""), ClientRegistered.class).client();
        numbers.keep(List.of(sample)).block();
        assertThat(numbers.nip(client).block()).isEqualTo(nip);
    }

    private void answered(String nip, String name) {
        answered(nip, "nip=" + nip, "{\"name\":\"" + name + "\"}");
    }

    private void answered(@Nullable String nip, String question, String data) {
        var insert = database.sql("""
                insert into register_answer (id, register, environment, question, whole_company, nip, outcome, checked_at, data,
                                             raw, raw_sha256)
                values (:id, 'CEIDG', 'SANDBOX', :question, true, :nip, 'FOUND', now(), cast(:data as jsonb),
                        ''::bytea, '')
                """)
                .bind("id", UUID.randomUUID())
                .bind("question", question)
                .bind("data", data);
        (nip == null ? insert.bindNull("nip", String.class) : insert.bind("nip", nip)).then().block();
    }
}
