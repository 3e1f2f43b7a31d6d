package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class MergeIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void makesOneClientOfTwoWithEverythingThatHangsOnThem() {
        var survivor = register(Cards.company("Zostaje").putNull("nip").put("regon", "610188201"));
        var duplicate = register(Cards.bakery());
        var branch = register(Cards.company("Oddział").put("headOfficeId", duplicate.id()));
        document(duplicate.id(), "FV/M/1");

        var merged = merge(survivor.id(), duplicate.id(), Map.of("name", "DUPLICATE"));

        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        assertThat(merged.headers().getLocation()).hasToString(
                CLIENTS + "/" + survivor.id() + "/merges/" + merged.id());
        assertThat(merged.body().path("moved").toString()).contains("\"branches\":1").contains("\"salesDocuments\":1");
        JsonNode kept = api.get(CLIENTS + "/{id}", survivor.id()).body();
        assertThat(kept.path("name").asString()).startsWith("Piekarnia");
        assertThat(kept.path("nip")).isEqualTo(duplicate.body().path("nip"));
        assertThat(kept.path("regon").asString()).isEqualTo("610188201");
        assertThat(kept.path("stage").asString()).isEqualTo("STANDARD");
        assertThat(kept.at("/emails/0/address").asString()).isEqualTo("biuro@klos.example");
        assertThat(api.get(CLIENTS + "/{id}/documents?count=true", survivor.id()).body().path("total").asInt()).isOne();
        assertThat(api.get(CLIENTS + "/{id}", branch.id()).body().path("headOfficeId").asString())
                .isEqualTo(survivor.id());
        JsonNode gone = api.get(CLIENTS + "/{id}", duplicate.id()).body();
        assertThat(gone.path("mergedInto").asString()).isEqualTo(survivor.id());
        assertThat(gone.path("active").asBoolean()).isFalse();
        assertThat(gone.hasNonNull("nip")).isFalse();
        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.merged.v1", duplicate.id());
        assertThat(event.data().at("/client/mergedInto").asString()).isEqualTo(survivor.id());
        assertThat(KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", survivor.id())
                .data().path("changed").toString()).contains("nip").contains("mergedFrom");
    }

    @Test
    void leavesWhoWasMergedAwayOutOfListsUnlessAsked() {
        String mark = "Scalona" + UUID.randomUUID().toString().substring(0, 8);
        var survivor = register(Cards.company(mark + " zostaje"));
        var duplicate = register(Cards.company(mark + " znika"));
        assertThat(merge(survivor.id(), duplicate.id(), Map.of()).status()).isEqualTo(201);

        assertThat(listed("?q=" + mark)).containsExactly(survivor.id());
        assertThat(listed("?sort=name&q=" + mark)).containsExactly(survivor.id());
        assertThat(listed("?sort=name&merged=true&q=" + mark)).containsExactly(duplicate.id(), survivor.id());
        String search = "{\"criteria\":{\"field\":\"name\",\"op\":\"startsWith\",\"value\":\"" + mark
                + "\"},\"count\":true";
        assertThat(api.post(CLIENTS + "/search", search + "}").body().path("total").asInt()).isOne();
        assertThat(api.post(CLIENTS + "/search", search + ",\"merged\":true}").body().path("total").asInt())
                .isEqualTo(2);
        int all = api.get(CLIENTS + "?limit=1&count=true&merged=true").body().path("total").asInt();
        assertThat(api.get(CLIENTS + "?limit=1&count=true").body().path("total").asInt()).isLessThan(all);
        assertThat(register(Cards.company(mark + " znika")).body().path("warnings").toString())
                .doesNotContain(duplicate.id());
    }

    private List<String> listed(String query) {
        return api.get(CLIENTS + query).body().path("items").valueStream().map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void restoresBothExactlyWhenUndone() {
        var survivor = register(Cards.company("Pierwszy").putNull("nip"));
        var duplicate = register(Cards.bakery());
        var branch = register(Cards.company("Oddział").put("headOfficeId", duplicate.id())
                .put("nip", duplicate.body().path("nip").asString()));
        document(duplicate.id(), "FV/M/2");
        ObjectNode before = card(survivor.id());
        ObjectNode duplicateBefore = card(duplicate.id());
        var merged = merge(survivor.id(), duplicate.id(), Map.of());
        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);

        var undone = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), null);

        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(card(survivor.id())).isEqualTo(before);
        assertThat(card(duplicate.id())).isEqualTo(duplicateBefore);
        assertThat(undone.body().path("kept").isEmpty()).isTrue();
        assertThat(api.get(CLIENTS + "/{id}/documents?count=true", duplicate.id()).body().path("total").asInt())
                .isOne();
        assertThat(api.get(CLIENTS + "/{id}", branch.id()).body().path("headOfficeId").asString())
                .isEqualTo(duplicate.id());
        var again = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("reasons").toString()).contains("ALREADY_UNDONE");
        assertThat(api.get(CLIENTS + "/{id}/merges", survivor.id()).body().at("/items/0").has("undoneAt")).isTrue();
    }

    @Test
    void keepsWhatWasChangedSinceAndSaysSo() {
        var survivor = register(Cards.company("Trwały"));
        var other = Cards.company("Nietrwały").put("shortName", "NT");
        other.putArray("emails").addObject().put("address", "nietrwaly@firma.example");
        var duplicate = register(other);
        var merged = merge(survivor.id(), duplicate.id(), Map.of("name", "DUPLICATE"));
        var patched = api.patch(CLIENTS + "/" + survivor.id(), merged.etag(), """
                {"name":"Po połączeniu","emails":[{"address":"nietrwaly@firma.example"},{"address":"nowy@firma.example"}]}
                """);
        assertThat(patched.status()).as("%s", patched.body()).isEqualTo(200);

        var undone = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), patched.etag());

        assertThat(undone.body().path("kept").toString()).isEqualTo("[\"name\",\"emails\"]");
        JsonNode kept = undone.body().path("survivor");
        assertThat(kept.path("name").asString()).isEqualTo("Po połączeniu");
        assertThat(kept.hasNonNull("shortName")).isFalse();
        assertThat(kept.path("emails").size()).isOne();
        assertThat(kept.at("/emails/0/address").asString()).isEqualTo("nowy@firma.example");
    }

    @Test
    void refusesUndoWhereTheNipWasGivenAway() {
        var survivor = register(Cards.company("Bez zmian"));
        var duplicate = register(Cards.company("Z numerem"));
        var merged = merge(survivor.id(), duplicate.id(), Map.of());
        var taken = register(Cards.company("Nowy").put("nip", duplicate.body().path("nip").asString()));

        var refused = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith(":nip-in-use");
        assertThat(refused.body().at("/existing/id").asString()).isEqualTo(taken.id());
        assertThat(api.get(CLIENTS + "/{id}", duplicate.id()).body().path("mergedInto").asString())
                .isEqualTo(survivor.id());
    }

    @Test
    void showsBeforehandWhatWouldBe() {
        var first = Cards.company("Lewy").put("shortName", "L");
        first.putArray("phones").addObject().put("number", "+48500100300").putArray("uses").add("MAIN");
        var second = Cards.company("Prawy").put("legalForm", "spółka jawna");
        second.putArray("phones").addObject().put("number", "+48500100301").putArray("uses").add("MAIN").add("SMS");
        var survivor = register(first);
        var duplicate = register(second);
        document(duplicate.id(), "FV/M/3");

        JsonNode preview = api.post(CLIENTS + "/" + survivor.id() + "/merge-preview",
                Cards.json(Map.of("duplicateId", duplicate.id()))).body();

        assertThat(preview.path("fields").valueStream()
                .map(field -> field.path("field").asString() + " " + field.path("choice").asString()))
                .contains("name SURVIVOR", "nip SURVIVOR", "legalForm DUPLICATE", "phones BOTH", "shortName SURVIVOR",
                        "stage DUPLICATE");
        assertThat(preview.at("/card/phones/1/uses").toString()).isEqualTo("[\"SMS\"]");
        assertThat(preview.at("/moves/salesDocuments").asInt()).isOne();
        assertThat(preview.path("obstacles").isEmpty()).isTrue();
        assertThat(api.get(CLIENTS + "/{id}", survivor.id()).etag()).isEqualTo(survivor.etag());
    }

    @Test
    void refusesWhatCannotBe() {
        var survivor = register(Cards.company("Jeden"));
        var duplicate = register(Cards.company("Drugi"));

        assertThat(merge(survivor.id(), survivor.id(), Map.of()).body().at("/errors/0/code").asString())
                .isEqualTo("merge.same-client");
        assertThat(merge(survivor.id(), UUID.randomUUID().toString(), Map.of()).status()).isEqualTo(400);
        assertThat(merge(UUID.randomUUID().toString(), duplicate.id(), Map.of()).status()).isEqualTo(404);
        assertThat(merge(survivor.id(), duplicate.id(), Map.of("color", "SURVIVOR")).body().at("/errors/0/field")
                .asString()).isEqualTo("fields.color");
        assertThat(merge(survivor.id(), duplicate.id(), Map.of()).status()).isEqualTo(201);
        assertThat(merge(survivor.id(), duplicate.id(), Map.of()).body().path("reasons").toString())
                .isEqualTo("[\"DUPLICATE_MERGED\"]");
        assertThat(merge(duplicate.id(), survivor.id(), Map.of()).body().path("reasons").toString())
                .isEqualTo("[\"SURVIVOR_MERGED\"]");
        var changed = api.patch(CLIENTS + "/" + duplicate.id(), "\"2\"", "{\"shortName\":\"X\"}");
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.body().path("mergedInto").asString()).isEqualTo(survivor.id());
        var branch = api.post(CLIENTS, Cards.company("Pod połączonym").put("headOfficeId", duplicate.id()));
        assertThat(branch.body().at("/errors/0/code").asString()).isEqualTo("client.merged");
    }

    @Test
    void refusesDuplicateWhoseBranchesWouldLoseTheirNip() {
        var survivor = register(Cards.company("Własny numer"));
        var duplicate = register(Cards.company("Wspólny numer"));
        register(Cards.company("Oddział").put("headOfficeId", duplicate.id())
                .put("nip", duplicate.body().path("nip").asString()));

        assertThat(merge(survivor.id(), duplicate.id(), Map.of()).body().path("reasons").toString())
                .isEqualTo("[\"BRANCHES_SHARE_NIP\"]");
        assertThat(merge(survivor.id(), duplicate.id(), Map.of("nip", "DUPLICATE")).status()).isEqualTo(201);
    }

    @Test
    void mergesHeadOfficeIntoItsBranchAndBack() {
        var office = register(Cards.company("Centrala"));
        var branch = register(Cards.company("Oddział").put("headOfficeId", office.id()));
        ObjectNode before = card(branch.id());

        var merged = merge(branch.id(), office.id(), Map.of());

        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        assertThat(merged.body().at("/survivor/headOfficeId").isString()).isFalse();
        var undone = api.delete(CLIENTS + "/" + branch.id() + "/merges/" + merged.id(), null);
        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(card(branch.id())).isEqualTo(before);
    }

    @Test
    void refusesAChoiceThatAFieldDoesNotHave() {
        var survivor = register(Cards.company("Jeden"));
        var duplicate = register(Cards.person("Jan", "Testowy").put("nip", Cards.freshNip()));

        var refused = merge(survivor.id(), duplicate.id(),
                Map.of("name", "BOTH", "firstName", "DUPLICATE", "kind", "DUPLICATE", "emails", "BOTH"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()))
                .containsExactlyInAnyOrder("fields.name choice.expected", "fields.firstName choice.expected",
                        "fields.kind choice.expected");
        assertThat(api.get(CLIENTS + "/{id}", survivor.id()).etag()).isEqualTo(survivor.etag());
    }

    @Test
    void takesOfTermsAndPreferencesFieldByFieldWhatOnlyOneSays() {
        var first = Cards.company("Warunki");
        first.putObject("terms").put("paymentDays", 7);
        first.putObject("contactPreferences").put("hoursFrom", "15:00").put("hoursTo", "18:00");
        first.putObject("accounting").put("postingSchema", "A");
        var second = Cards.company("Limit");
        second.putObject("terms").put("paymentDays", 30).put("priceList", "B2B")
                .putObject("creditLimit").put("amount", "5000.00").put("currency", "PLN");
        second.putObject("contactPreferences").put("channel", "EMAIL").put("hoursFrom", "08:00").put("hoursTo",
                "10:00");
        second.putObject("accounting").put("receivablesAccount", "201");
        var survivor = register(first);
        var duplicate = register(second);

        JsonNode merged = merge(survivor.id(), duplicate.id(), Map.of()).body().path("survivor");

        assertThat(merged.at("/terms/paymentDays").asInt()).isEqualTo(7);
        assertThat(merged.at("/terms/priceList").asString()).isEqualTo("B2B");
        assertThat(merged.at("/terms/creditLimit/amount").asString()).isEqualTo("5000.00");
        assertThat(merged.at("/accounting/receivablesAccount").asString()).isEqualTo("201");
        assertThat(merged.at("/accounting/postingSchema").asString()).isEqualTo("A");
        assertThat(merged.at("/contactPreferences/channel").asString()).isEqualTo("EMAIL");
        assertThat(merged.at("/contactPreferences/hoursFrom").asString()).startsWith("15:00");
        assertThat(merged.at("/contactPreferences/hoursTo").asString()).startsWith("18:00");
    }

    @Test
    void mergesOnlyWhatWasSeenWhereTheCallerSaysWhatThatWas() {
        var survivor = register(Cards.company("Widziana"));
        var duplicate = register(Cards.company("Zmieniona"));
        JsonNode preview = api.post(CLIENTS + "/" + survivor.id() + "/merge-preview",
                Cards.json(Map.of("duplicateId", duplicate.id()))).body();
        assertThat(preview.path("survivorVersion").asInt()).isOne();
        assertThat(preview.path("duplicateVersion").asInt()).isOne();
        api.patch(CLIENTS + "/" + duplicate.id(), duplicate.etag(), "{\"shortName\":\"Z\"}");

        var stale = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id(), "duplicateVersion", 1)));
        var seen = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id(), "duplicateVersion", 2)));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(seen.status()).as("%s", seen.body()).isEqualTo(201);
    }

    @Test
    void makesWhoNamesTheDuplicateNameTheSurvivorAndTheDuplicateAgainWhenUndone() {
        String field = reference();
        var survivor = register(Cards.company("Nazwana"));
        var duplicate = register(naming(field, survivor.id()));
        var naming = register(naming(field, duplicate.id()));
        var changed = register(naming(field, duplicate.id()));
        JsonNode preview = api.post(CLIENTS + "/" + survivor.id() + "/merge-preview",
                Cards.json(Map.of("duplicateId", duplicate.id()))).body();
        assertThat(preview.path("moves").path("customFields." + field).asInt()).isEqualTo(2);

        var merged = merge(survivor.id(), duplicate.id(), Map.of());

        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        assertThat(merged.body().path("moved").path("customFields." + field).asInt()).isEqualTo(2);
        assertThat(merged.body().at("/survivor/customFields").has(field)).isFalse();
        assertThat(named(naming, field)).isEqualTo(survivor.id());
        JsonNode told = api.get(CLIENTS + "/{id}/history", naming.id()).body().at("/items/0");
        assertThat(told.path("field").asString()).isEqualTo("customFields." + field);
        assertThat(told.path("from").asString()).isEqualTo(duplicate.id());
        assertThat(told.path("to").asString()).isEqualTo(survivor.id());
        assertThat(KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", naming.id()).data()
                .at("/client/customFields/" + field).asString()).isEqualTo(survivor.id());
        assertThat(api.post(CLIENTS, naming(field, duplicate.id())).body().at("/errors/0/code").asString())
                .isEqualTo("client.merged");
        api.patch(CLIENTS + "/" + changed.id(), "\"2\"", "{\"customFields\":null}");

        var undone = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), null);

        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(undone.body().path("movedBack").path("customFields." + field).asInt()).isOne();
        assertThat(named(naming, field)).isEqualTo(duplicate.id());
        assertThat(named(duplicate, field)).isEqualTo(survivor.id());
        assertThat(named(changed, field)).isEmpty();
    }

    @Test
    void leavesNobodyNamingTheDuplicateHoweverManyComeAtOnce() throws Exception {
        String field = reference();
        var survivor = register(Cards.company("Zostaje"));
        var duplicate = register(Cards.company("Znika"));

        var answers = Parallel.calls(12, i -> i == 4
                ? merge(survivor.id(), duplicate.id(), Map.of())
                : api.post(CLIENTS, naming(field, duplicate.id())));

        assertThat(answers.get(4).status()).as("%s", answers.get(4).body()).isEqualTo(201);
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(201, 400);
        assertThat(IntStream.range(0, 12).filter(i -> i != 4).mapToObj(answers::get)
                .filter(answer -> answer.status() == 201))
                .allSatisfy(client -> assertThat(named(client, field)).isEqualTo(survivor.id()));
    }

    @Test
    void isRefusedToNobodyBecauseBranchesChangeMeanwhile() throws Exception {
        for (int round = 0; round < 4; round++) {
            var survivor = register(Cards.company("Centrala " + round));
            var duplicate = register(Cards.company("Podwójna " + round));
            List<Answer> branches = IntStream.range(0, 5).mapToObj(i -> register(
                    Cards.company("Oddział " + i).put("headOfficeId", duplicate.id()))).toList();

            var answers = Parallel.calls(11, i -> i == 5
                    ? merge(survivor.id(), duplicate.id(), Map.of())
                    : api.patch(CLIENTS + "/" + branches.get(i % 5).id(), "\"" + (i < 5 ? 1 : 2) + "\"",
                            "{\"shortName\":\"O" + i + "\"}"));

            assertThat(answers.get(5).status()).as("%s", answers.get(5).body()).isEqualTo(201);
            assertThat(branches).allSatisfy(branch -> assertThat(api.get(CLIENTS + "/{id}", branch.id()).body()
                    .path("headOfficeId").asString()).isEqualTo(survivor.id()));
        }
    }

    @Test
    void tellsOfNoMergesOfAClientThereIsNot() {
        assertThat(api.get(CLIENTS + "/{id}/merges", UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void givesDocumentsThatNameTheDuplicateToTheSurvivor() {
        var survivor = register(Cards.company("Odbiera"));
        var duplicate = register(Cards.company("Nie odbiera"));
        merge(survivor.id(), duplicate.id(), Map.of());

        var document = document(duplicate.id(), "FV/M/4");

        assertThat(document.body().path("clientId").asString()).isEqualTo(survivor.id());
    }

    @Test
    void letsNothingBeHungOnWhoWasMergedAway() {
        var survivor = register(Cards.company("Zostaje"));
        var duplicate = register(Cards.company("Znika"));
        var acting = api.post("/api/v1/representatives", Cards.json(Map.of("firstName", "Jan", "lastName", "Kot")));
        merge(survivor.id(), duplicate.id(), Map.of());

        var note = api.post(CLIENTS + "/" + duplicate.id() + "/notes", "{\"text\":\"zapis\"}");
        var position = api.send(HttpMethod.PUT,
                CLIENTS + "/" + duplicate.id() + "/representatives/" + acting.id(), "{\"position\":\"prokurent\"}",
                _ -> {});

        assertThat(List.of(note, position)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("type").asString()).endsWith(":client-merged");
            assertThat(refused.body().path("mergedInto").asString()).isEqualTo(survivor.id());
        });
    }

    @Test
    void losesNoNoteThatIsWrittenDuringAMerge() throws Exception {
        var survivor = register(Cards.company("Zostaje"));
        var duplicate = register(Cards.company("Znika"));

        List<Answer> answers = Parallel.calls(12, i -> i == 6
                ? merge(survivor.id(), duplicate.id(), Map.of())
                : api.post(CLIENTS + "/" + duplicate.id() + "/notes", "{\"text\":\"zapis\"}"));

        assertThat(answers.remove(6).status()).isEqualTo(201);
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(201, 409);
        long written = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(notes(survivor.id())).isEqualTo(written);
        assertThat(notes(duplicate.id())).isZero();
    }

    private long notes(String client) {
        return api.get(CLIENTS + "/{id}/notes?count=true", client).body().path("total").asLong();
    }

    @Test
    void letsOneOfManyMergesAtOnceThroughAndClosesNoCircle() throws Exception {
        var one = register(Cards.company("A"));
        var two = register(Cards.company("B"));
        var three = register(Cards.company("C"));
        List<String> ids = List.of(one.id(), two.id(), three.id());

        List<Answer> answers = Parallel.calls(12, i -> merge(ids.get(i % 3), ids.get((i + 1) % 3), Map.of()));

        assertThat(answers.stream().map(Answer::status)).containsOnly(201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(2);
        assertThat(ids.stream().filter(id -> !api.get(CLIENTS + "/{id}", id).body().has("mergedInto"))).hasSize(1);
    }

    private Answer merge(String survivor, String duplicate, Map<String, String> fields) {
        return api.post(CLIENTS + "/" + survivor + "/merge",
                Cards.json(Map.of("duplicateId", duplicate, "fields", fields)));
    }

    private String reference() {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        assertThat(api.post("/api/v1/custom-fields", Cards.json(Map.of("code", code, "name", "Partner", "type",
                "CLIENT_REFERENCE"))).status()).isEqualTo(201);
        return code;
    }

    private static ObjectNode naming(String field, String client) {
        ObjectNode card = Cards.company("Nazywa");
        card.putObject("customFields").put(field, client);
        return card;
    }

    private String named(Answer client, String field) {
        return api.get(CLIENTS + "/{id}", client.id()).body().path("customFields").path(field).asString("");
    }

    private Answer document(String client, String number) {
        return api.post("/api/v1/sales-documents", """
                {"clientId":"%s","number":"%s/%s","type":"INVOICE","issuedOn":"2026-11-20","gross":{"amount":"10.00","currency":"PLN"}}
                """.formatted(client, number, client));
    }

    private Answer register(ObjectNode card) {
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer;
    }

    private ObjectNode card(String id) {
        return ((ObjectNode) api.get(CLIENTS + "/{id}", id).body()).without(List.of("version", "updatedAt"));
    }
}
