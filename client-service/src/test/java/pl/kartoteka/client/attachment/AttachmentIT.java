package pl.kartoteka.client.attachment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.files.FileSweep;
import pl.kartoteka.files.NamesFiles;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class AttachmentIT {
    private static final byte[] PDF = "%PDF-1.7 umowa".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @Autowired
    private WebTestClient web;

    @Autowired
    private FileStore files;

    @Autowired
    private List<NamesFiles> features;

    @Autowired
    private AttachmentProperties limits;

    private Api api;
    private String client;

    @BeforeEach
    void register() {
        api = Api.of(web);
        client = "/api/v1/clients/" + api.post("/api/v1/clients", Cards.company("Z załącznikami")).id();
    }

    @Test
    void givesBackWhatWasAttachedToBeSavedAndNeverToBeRun() {
        JsonNode attached = json(upload("../../Umowa \"ramowa\" żółć.pdf", PDF).expectStatus().isCreated());

        assertThat(attached.path("name").asString()).isEqualTo("Umowa ramowa żółć.pdf");
        assertThat(attached.path("mediaType").asString()).isEqualTo("application/pdf");
        assertThat(attached.path("size").asInt()).isEqualTo(PDF.length);
        assertThat(attached.path("addedBy").asString()).isEqualTo("sales");
        var content = web.get().uri(client + "/attachments/" + attached.path("id").asString() + "/content")
                .headers(this::signIn).exchange().expectStatus().isOk()
                .expectHeader().contentType(MediaType.APPLICATION_PDF)
                .expectHeader().contentLength(PDF.length)
                .expectHeader().valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader().valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment; .*filename\\*=UTF-8''.*")
                .expectBody(byte[].class).returnResult().getResponseBody();
        assertThat(content).isEqualTo(PDF);
        assertThat(api.get(client + "/attachments?count=true").body().path("total").asInt()).isEqualTo(1);
        assertThat(api.delete(client, "\"1\"").body().at("/reasons/attachments").asInt()).isEqualTo(1);
    }

    @Test
    void attachesOnceHoweverOftenTheRequestComes() {
        String key = UUID.randomUUID().toString();
        String body = """
                --fixed
                Content-Disposition: form-data; name="file"; filename="umowa.txt"

                Umowa ramowa
                --fixed--
                """;

        JsonNode first = json(uploadOnce(key, body).expectStatus().isCreated());
        JsonNode again = json(uploadOnce(key, body).expectStatus().isCreated());

        assertThat(again).isEqualTo(first);
        assertThat(api.get(client + "/attachments?count=true").body().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsTooLargeOrOfAnUnknownType() {
        byte[] large = new byte[(int) limits.largest().toBytes() + 1];
        System.arraycopy(PDF, 0, large, 0, PDF.length);

        upload("duży.pdf", large).expectStatus().isEqualTo(413)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:file-too-large");
        upload("umowa.pdf", new byte[]{'M', 'Z', 0, 3}).expectStatus().isEqualTo(415)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:file-type-refused")
                .jsonPath("$.accepted").isArray();
        assertThat(api.get(client + "/attachments").body().path("items").size()).isZero();
        assertThat(api.post(client + "/attachments", "{}").status()).isEqualTo(415);
    }

    @Test
    void refusesAFormThatCannotBeRead() {
        uploadOnce(UUID.randomUUID().toString(), "no parts at all").expectStatus().isBadRequest();
    }

    @Test
    void showsWhatIsAPictureByItsContentAlone() {
        putPhoto("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)).expectStatus().isEqualTo(415);
        assertThat(api.get(client + "/photo").status()).isEqualTo(404);

        String first = etag(putPhoto(PNG).expectStatus().isOk());
        byte[] gif = "GIF89a....".getBytes(StandardCharsets.US_ASCII);
        putPhoto(gif).expectStatus().isEqualTo(428);
        String second = etag(putPhoto(gif, first).expectStatus().isOk());
        putPhoto(PNG, first).expectStatus().isEqualTo(412);

        var shown = web.get().uri(client + "/photo").headers(this::signIn).exchange().expectStatus().isOk()
                .expectHeader().contentType(MediaType.IMAGE_GIF)
                .expectHeader().valueEquals(HttpHeaders.ETAG, second)
                .expectHeader().valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody(byte[].class).returnResult().getResponseBody();
        assertThat(shown).isEqualTo(gif);
        assertThat(api.delete(client + "/photo", null).status()).isEqualTo(428);
        assertThat(api.delete(client + "/photo", first).status()).isEqualTo(412);
        assertThat(api.delete(client + "/photo", second).status()).isEqualTo(204);
        putPhoto(PNG, second).expectStatus().isEqualTo(412);
        assertThat(api.get(client + "/photo").status()).isEqualTo(404);
        assertThat(api.delete(client, "\"1\"").status()).isEqualTo(204);
    }

    @Test
    void isOnTheCardAndInListsWhereThereIsAPhoto() {
        Answer before = api.get(client);
        assertThat(before.body().has("photo")).isFalse();

        String photo = etag(putPhoto(PNG).expectStatus().isOk());

        Answer card = api.get(client);
        assertThat(card.body().at("/photo/url").asString()).isEqualTo(client + "/photo");
        assertThat(card.body().at("/photo/version").asString()).isEqualTo(photo.replace("\"", ""));
        assertThat(card.body().path("version")).isEqualTo(before.body().path("version"));
        assertThat(api.get("/api/v1/clients?fields=photo&q=" + before.body().path("nip").asString()).body()
                .at("/items/0/photo")).isEqualTo(card.body().path("photo"));
        web.get().uri(client).headers(this::signIn).header(HttpHeaders.IF_NONE_MATCH, before.etag()).exchange()
                .expectStatus().isOk();
        web.get().uri(client).headers(this::signIn).header(HttpHeaders.IF_NONE_MATCH, card.etag()).exchange()
                .expectStatus().isNotModified();
        Answer changed = api.patch(client, before.etag(), "{\"shortName\":\"Z\"}");
        assertThat(changed.body().path("photo")).isEqualTo(card.body().path("photo"));
        assertThat(api.patch(client, changed.etag(), "{\"shortName\":\"ZZ\"}").status()).isEqualTo(200);
    }

    @Test
    void isOnTheCardItGoesToWithAMergeAndBack() {
        putPhoto(PNG).expectStatus().isOk();
        String survivor = api.post("/api/v1/clients", Cards.company("Zostaje")).id();
        String duplicate = client.substring(client.lastIndexOf('/') + 1);

        Answer merged = api.post("/api/v1/clients/" + survivor + "/merge",
                Cards.json(Map.of("duplicateId", duplicate)));
        Answer undone = api.delete("/api/v1/clients/" + survivor + "/merges/" + merged.id(), null);

        assertThat(merged.body().at("/survivor/photo/url").asString()).contains(survivor);
        assertThat(merged.body().path("duplicate").has("photo")).isFalse();
        assertThat(undone.body().path("survivor").has("photo")).isFalse();
        assertThat(undone.body().at("/duplicate/photo/url").asString()).contains(duplicate);
    }

    @Test
    void removesTheFileWithItsRowAndSweepsWhatACrashLeft() {
        UUID removed = UUID.fromString(json(upload("a.pdf", PDF)).path("id").asString());
        UUID kept = UUID.fromString(json(upload("b.pdf", PDF)).path("id").asString());
        UUID orphan = UUID.randomUUID();
        files.keep(orphan, Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(PDF)), limits.attachment()).block();

        assertThat(api.delete(client + "/attachments/" + removed, "\"1\"").status()).isEqualTo(204);
        assertThat(api.delete(client + "/attachments/" + removed, "\"1\"").status()).isEqualTo(404);
        new FileSweep(files, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)), features).run().block();

        assertThat(isThere(removed)).isFalse();
        assertThat(isThere(orphan)).isFalse();
        assertThat(isThere(kept)).isTrue();
    }

    @Test
    void changesWhatAFileIsCalledOnlyAsItWasSeen() throws Exception {
        String path = client + "/attachments/" + json(upload("Umowa.pdf", PDF)).path("id").asString();
        String seen = api.get(path).etag();

        var answers = Parallel.calls(8,
                i -> api.patch(path, seen, "{\"name\":\"../Aneks " + i + ".pdf\",\"description\":null}"));

        assertThat(answers.stream().map(Answer::status).sorted()).containsExactly(200, 412, 412, 412, 412, 412, 412,
                412);
        Answer changed = api.get(path);
        assertThat(changed.body().path("name").asString()).startsWith("Aneks ");
        assertThat(changed.body().has("description")).isFalse();
        assertThat(api.get(client + "/history?field=attachments").body().at("/items/0/to").asString())
                .isEqualTo(changed.body().path("name").asString());
        assertThat(api.patch(path, null, "{\"name\":\"x\"}").status()).isEqualTo(428);
        assertThat(api.delete(path, null).status()).isEqualTo(428);
        assertThat(api.delete(path, seen).status()).isEqualTo(412);
        var refused = api.patch(path, changed.etag(), Cards.json(Map.of("name", " ", "description", "x".repeat(501))));
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("name", "description");
        assertThat(api.delete(path, changed.etag()).status()).isEqualTo(204);
    }

    @Test
    void attachesNothingToAClientThereIsNot() {
        client = "/api/v1/clients/" + UUID.randomUUID();

        upload("umowa.pdf", PDF).expectStatus().isNotFound();
        putPhoto(PNG).expectStatus().isNotFound();
        assertThat(api.get(client + "/attachments").status()).isEqualTo(404);
        assertThat(api.get(client + "/photo").status()).isEqualTo(404);
    }

    private boolean isThere(UUID file) {
        return Boolean.TRUE.equals(DataBufferUtils.join(files.read(file)).map(buffer -> true).onErrorReturn(false)
                .block());
    }

    private WebTestClient.ResponseSpec upload(String name, byte[] content) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", new ByteArrayResource(content)).filename(name);
        parts.part("description", "ramowa");
        return web.post().uri(client + "/attachments").headers(this::signIn)
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange();
    }

    /** The same bytes each time, as a caller that repeats a request sends them. */
    private WebTestClient.ResponseSpec uploadOnce(String key, String body) {
        return web.post().uri(client + "/attachments").headers(this::signIn)
                .header("Idempotency-Key", key)
                .contentType(MediaType.parseMediaType("multipart/form-data;boundary=fixed"))
                .bodyValue(body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private WebTestClient.ResponseSpec putPhoto(byte[] content) {
        return putPhoto(content, null);
    }

    private WebTestClient.ResponseSpec putPhoto(byte[] content, @Nullable String seen) {
        return web.put().uri(client + "/photo").headers(this::signIn)
                .headers(headers -> {
                    if (seen != null) {
                        headers.setIfMatch(seen);
                    }
                })
                .contentType(MediaType.IMAGE_PNG)
                .bodyValue(content).exchange();
    }

    private static String etag(WebTestClient.ResponseSpec response) {
        return String.valueOf(response.expectBody(Void.class).returnResult().getResponseHeaders().getETag());
    }

    private void signIn(HttpHeaders headers) {
        headers.setBearerAuth(TestIssuer.token("sales", "clients:read", "clients:write"));
    }

    private static JsonNode json(WebTestClient.ResponseSpec response) {
        return JsonMapper.shared().readTree(response.expectBody(byte[].class).returnResult().getResponseBody());
    }
}
