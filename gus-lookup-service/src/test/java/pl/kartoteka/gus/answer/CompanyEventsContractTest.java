package pl.kartoteka.gus.answer;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.events.CompanyEvent.CompanyChanged;
import pl.kartoteka.events.CompanyEvent.CompanyVerified;
import pl.kartoteka.events.Samples;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Proof;
import pl.kartoteka.gus.register.Register;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Produces exactly the committed samples, which consumers test against. */
class CompanyEventsContractTest {
    private final JsonMapper json = JsonMapper.shared();
    private final CompanyEvents events = new CompanyEvents(new Facts(json));

    @Test
    void producesTheSampleOfAVerification() {
        var published = events.of("7740001454", null, whiteList("ACTIVE"), 7);

        assertThat(published).singleElement().satisfies(event -> equals(event, CompanyVerified.class));
    }

    @Test
    void producesTheSampleOfAChangeBeforeTheNewState() {
        var published = events.of("7740001454", whiteList("ACTIVE"), whiteList("EXEMPT"), 9);

        assertThat(published).hasSize(2);
        equals(published.getFirst(), CompanyChanged.class);
        assertThat(published.getLast()).isInstanceOf(CompanyVerified.class)
                .extracting(CompanyEvent::sequence).isEqualTo(9L);
    }

    @Test
    void namesNestedFieldsByTheirPathAndAVanishedCompany() {
        var facts = new Facts(json);

        assertThat(facts.changes(Outcome.FOUND, json.readTree("{\"address\":{\"city\":\"Łódź\",\"unit\":\"2\"}}"),
                Outcome.FOUND, json.readTree("{\"address\":{\"city\":\"Zgierz\"},\"name\":\"X\"}")))
                .extracting(CompanyEvent.Change::field).containsExactly("address.city", "address.unit", "name");
        assertThat(facts.changes(Outcome.FOUND, json.readTree("{\"name\":\"X\"}"), Outcome.NOT_FOUND, null))
                .extracting(CompanyEvent.Change::field).containsExactly("outcome", "name");
        assertThat(facts.changes(Outcome.FOUND, json.readTree("{\"askedFor\":\"2026-01-01\",\"subject\":{\"a\":1}}"),
                Outcome.FOUND, json.readTree("{\"askedFor\":\"2026-01-02\",\"subject\":{\"a\":1}}"))).isEmpty();
    }

    @Test
    void takesNoOtherWritingForAChange() {
        var facts = new Facts(json);

        assertThat(facts.changes(Outcome.FOUND, json.readTree("""
                {"name":"PIEKARNIA \\"ZŁOTY KŁOS\\" SP. Z O.O.","postalCode":"90001","accountNumbers":["1","2"]}"""),
                Outcome.FOUND, json.readTree("""
                        {"name":"Piekarnia Złoty  Kłos Sp. z o.o.","postalCode":"90-001","accountNumbers":["2","1"],
                         "bankrupt":false,"email":null}"""))).isEmpty();
        assertThat(facts.changes(Outcome.FOUND, json.readTree("{\"line\":\"NOWA 5/2\"}"), Outcome.FOUND,
                json.readTree("{\"line\":\"NOWA 52\"}"))).hasSize(1);
    }

    private void equals(CompanyEvent event, Class<? extends CompanyEvent> type) {
        assertThat(event).isInstanceOf(type);
        assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(json.readTree(Samples.json(type)));
    }

    private KeptAnswer whiteList(String status) {
        var data = json.readTree("""
                {"askedFor":"2026-11-22","subject":{"name":"PIEKARNIA ZŁOTY KŁOS SP. Z O.O.","vatStatus":"%s",
                 "representatives":[{"lastName":"NOWAK"}]}}""".formatted(status));
        return new KeptAnswer(new UUID(0, 1), Register.WHITE_LIST, Environment.SANDBOX, "nip=7740001454", "7740001454",
                Outcome.FOUND, Instant.parse("2026-11-22T10:00:00Z"), new Proof("AbCdE-00xx00x", null), data, "0");
    }
}
