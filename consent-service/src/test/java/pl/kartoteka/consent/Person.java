package pl.kartoteka.consent;

import java.net.URI;

import org.springframework.context.annotation.Lazy;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody with a link and without an account. */
@Component
@Lazy
public final class Person {
    private final WebTestClient web;

    public Person(WebTestClient web) {
        this.web = web;
    }

    public WebTestClient web() {
        return web;
    }

    public WebTestClient.ResponseSpec opens(URI link) {
        return opens(link.getRawPath());
    }

    public WebTestClient.ResponseSpec opens(String path) {
        return web.get().uri(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8").exchange();
    }

    public WebTestClient.ResponseSpec sends(URI link, String form) {
        return sends(link.getRawPath(), form);
    }

    public WebTestClient.ResponseSpec sends(String path, String form) {
        return web.post().uri(path)
                .header("Accept", "text/html,*/*;q=0.8")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form)
                .exchange();
    }

    public JsonNode reads(URI link) {
        return Api.json(web.get().uri(link.getRawPath()).header("Accept", "application/json").exchange()
                .expectStatus().isOk());
    }

    public static String text(WebTestClient.ResponseSpec response) {
        EntityExchangeResult<String> result = response.expectBody(String.class).returnResult();
        return String.valueOf(result.getResponseBody());
    }
}
