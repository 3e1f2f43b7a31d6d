package pl.kartoteka.sandbox;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.sandbox.RunningSandbox.json;

class SmsWireTest {

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void acceptsAMessageAndShowsIt() throws Exception {
        var answer = send(Map.of("to", "500100200", "message", "Zażółć gęślą jaźń", "from", "Kartoteka", "idx", "m-1"));

        var accepted = answer.path("list").path(0);
        assertThat(answer.path("count").asInt()).isOne();
        assertThat(answer.path("parts").asInt()).isOne();
        assertThat(accepted.path("number").asString()).isEqualTo("48500100200");
        assertThat(accepted.path("submitted_number").asString()).isEqualTo("500100200");
        assertThat(accepted.path("status").asString()).isEqualTo("QUEUE");
        assertThat(accepted.path("idx").asString()).isEqualTo("m-1");
        assertThat(accepted.path("error").isNull()).isTrue();

        var shown = json(sandbox.get("/sms")).path(0);
        assertThat(shown.path("id").asString()).isEqualTo(accepted.path("id").asString());
        assertThat(shown.path("to").asString()).isEqualTo("48500100200");
        assertThat(shown.path("from").asString()).isEqualTo("Kartoteka");
        assertThat(shown.path("text").asString()).isEqualTo("Zażółć gęślą jaźń");
        assertThat(shown.path("encoding").asString()).isEqualTo("UCS-2");
        assertThat(shown.path("receivedAt").asString()).isEqualTo("2026-11-22T10:00:00Z");
    }

    @Test
    void refusesAnIdxThatWasUsed() throws Exception {
        var message = Map.of("to", "48500100200", "message", "Raz", "idx", "m-1", "check_idx", "1");

        assertThat(send(message).has("error")).isFalse();
        assertThat(send(message).path("error").asInt()).isEqualTo(53);
        assertThat(json(sandbox.get("/sms")).size()).isOne();
    }

    @Test
    void acceptsOneOfManyThatComeAtOnceWithTheSameIdx() throws Exception {
        var message = Map.of("to", "48500100200", "message", "Raz", "idx", "m-1", "check_idx", "1");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20).mapToObj(_ -> executor.submit(() -> send(message))).toList();
        }

        assertThat(json(sandbox.get("/sms")).size()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"123", "+48500100200", "48123", "abc"})
    void refusesABadNumberWithHttp200(String number) throws Exception {
        var response = post(Map.of("to", number, "message", "Raz"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("error").asInt()).isEqualTo(13);
        assertThat(json(response).path("invalid_numbers").path(0).path("submitted_number").asString())
                .isEqualTo(number);
    }

    @Test
    void sendsToTheGoodNumbersOfAList() throws Exception {
        var answer = send(Map.of("to", "500100200,12,500100201", "message", "Raz", "idx", "a|b|c"));

        assertThat(answer.path("count").asInt()).isEqualTo(2);
        assertThat(answer.path("list").path(1).path("idx").asString()).isEqualTo("c");
        assertThat(json(sandbox.get("/sms?to=%2B48500100201")).size()).isOne();
    }

    @Test
    void demandsTheToken() throws Exception {
        var response = sandbox.form("/sms.do", Map.of("to", "500100200", "message", "Raz", "format", "json"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("error").asInt()).isEqualTo(101);
    }

    @Test
    void refusesWhatCannotBeSent() throws Exception {
        assertThat(send(Map.of("to", "500100200")).path("error").asInt()).isEqualTo(11);
        assertThat(send(Map.of("to", "500100200", "message", "ą", "nounicode", "1")).path("error").asInt())
                .isEqualTo(11);
        assertThat(send(Map.of("to", "500100200", "message", "a".repeat(161), "single", "1")).path("error").asInt())
                .isEqualTo(12);
        assertThat(send(Map.of("to", "500100200", "message", "a", "from", "Za długi nadawca")).path("error").asInt())
                .isEqualTo(14);
        assertThat(send(Map.of("to", "500100200", "message", "a", "idx", "a|b")).path("error").asInt()).isEqualTo(20);
        assertThat(json(sandbox.get("/sms")).size()).isZero();
    }

    @Test
    void keepsNoTestMessage() throws Exception {
        assertThat(send(Map.of("to", "500100200", "message", "a", "test", "1")).path("count").asInt()).isOne();
        assertThat(json(sandbox.get("/sms")).size()).isZero();
    }

    @Test
    void stripsDiacriticsWhenAsked() throws Exception {
        send(Map.of("to", "500100200", "message", "Zażółć gęślą jaźń ŁÓDŹ", "normalize", "1"));

        assertThat(json(sandbox.get("/sms")).path(0).path("text").asString()).isEqualTo("Zazolc gesla jazn LODZ");
        assertThat(json(sandbox.get("/sms")).path(0).path("encoding").asString()).isEqualTo("GSM-7");
    }

    @Test
    void readsTheEncodingThatTheSenderNames() throws Exception {
        var body = "to=500100200&encoding=windows-1250&format=json&message="
                + URLEncoder.encode("Łódź", Charset.forName("windows-1250"));
        sandbox.post("/sms.do", body, "Authorization", "Bearer sandbox-sms-token", "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(json(sandbox.get("/sms")).path(0).path("text").asString()).isEqualTo("Łódź");
    }

    @Test
    void speaksPlainTextUnlessAskedForJson() throws Exception {
        var accepted = sandbox.form("/sms.do", Map.of("to", "500100200", "message", "Raz"), "Authorization",
                "Bearer sandbox-sms-token");

        assertThat(accepted.body()).matches("OK:[0-9A-F]{24}:0\\.17:48500100200");
    }

    @Test
    void forgetsWhenTold() throws Exception {
        send(Map.of("to", "500100200", "message", "Raz"));

        assertThat(sandbox.delete("/sms").statusCode()).isEqualTo(204);
        assertThat(json(sandbox.get("/sms")).size()).isZero();
    }

    private JsonNode send(Map<String, String> fields) throws Exception {
        return json(post(fields));
    }

    private HttpResponse<String> post(Map<String, String> fields) throws Exception {
        var all = new HashMap<>(fields);
        all.put("format", "json");
        return sandbox.form("/sms.do", all, "Authorization", "Bearer sandbox-sms-token");
    }
}
