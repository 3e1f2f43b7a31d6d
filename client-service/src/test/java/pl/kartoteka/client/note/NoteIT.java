package pl.kartoteka.client.note;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class NoteIT {
    @Autowired
    private WebTestClient web;

    private Api api;
    private String notes;

    @BeforeEach
    void register() {
        api = Api.of(web);
        notes = "/api/v1/clients/" + api.post("/api/v1/clients", Cards.company("Notowana")).id() + "/notes";
    }

    @Test
    void keepsWhatIsWrittenWithWhoWroteAndWhoChangedIt() {
        var written = api.post(notes, "{\"text\":\" Dzwonić rano.\\nNie w piątki. \"}");

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.headers().getLocation()).hasToString(notes + "/" + written.id());
        assertThat(written.body().path("text").asString()).isEqualTo("Dzwonić rano.\nNie w piątki.");
        assertThat(written.body().path("author").asString()).isEqualTo("sales");

        var changed = Api.of(web, "anna", "clients:read", "clients:write")
                .patch(notes + "/" + written.id(), written.etag(), "{\"pinned\":true}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("author").asString()).isEqualTo("sales");
        assertThat(changed.body().path("changedBy").asString()).isEqualTo("anna");
        assertThat(api.get(notes + "/" + written.id()).etag()).isEqualTo(changed.etag()).isEqualTo("\"2\"");

        assertThat(api.delete(notes + "/" + written.id(), written.etag()).status()).isEqualTo(412);
        assertThat(api.delete(notes + "/" + written.id(), changed.etag()).status()).isEqualTo(204);
        assertThat(api.get(notes + "/" + written.id()).status()).isEqualTo(404);
    }

    @Test
    void listsPinnedOnesFirstPageByPage() {
        var first = api.post(notes, "{\"text\":\"jeden\",\"pinned\":true}");
        api.post(notes, "{\"text\":\"dwa\"}");
        api.post(notes, "{\"text\":\"trzy\"}");

        var page = api.get(notes + "?limit=2&count=true").body();

        assertThat(page.path("items").valueStream().map(note -> note.path("text").asString()))
                .containsExactly("jeden", "trzy");
        assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(first.id());
        assertThat(page.path("total").asInt()).isEqualTo(3);
        var rest = api.get(notes + "?cursor=" + page.path("nextCursor").asString()).body();
        assertThat(rest.path("items").valueStream().map(note -> note.path("text").asString())).containsExactly("dwa");
        assertThat(rest.has("nextCursor")).isFalse();
    }

    @Test
    void letsOneOfManyEditorsThrough() throws Exception {
        var written = api.post(notes, "{\"text\":\"stan\"}");

        var answers = Parallel.calls(8,
                i -> api.patch(notes + "/" + written.id(), written.etag(), "{\"text\":\"wersja " + i + "\"}"));

        assertThat(answers.stream().map(Api.Answer::status).sorted()).isEqualTo(
                List.of(200, 412, 412, 412, 412, 412, 412, 412));
        assertThat(api.get(notes + "/" + written.id()).etag()).isEqualTo("\"2\"");
    }

    @Test
    void holdsTheClientItIsAbout() {
        api.post(notes, "{\"text\":\"ważne\"}");
        String client = notes.replace("/notes", "");

        var refused = api.delete(client, "\"1\"");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/reasons/notes").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeANote() {
        var refused = api.post(notes, "{\"text\":\" \",\"colour\":\"red\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").size()).isEqualTo(2);
        assertThat(api.post("/api/v1/clients/" + UUID.randomUUID() + "/notes", "{\"text\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/clients/" + UUID.randomUUID() + "/notes").status()).isEqualTo(404);
        assertThat(api.get(notes + "?cursor=rubbish").status()).isEqualTo(400);
    }
}
