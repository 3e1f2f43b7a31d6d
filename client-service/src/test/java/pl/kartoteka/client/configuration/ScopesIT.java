package pl.kartoteka.client.configuration;

import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.test.ScopeCheck;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ScopesIT {
    @Autowired
    private WebTestClient web;

    @ParameterizedTest
    @CsvSource({
        "GET,    /clients,                clients:read",
        "GET,    /clients/{id},           clients:read",
        "GET,    /clients/{id}/history,   clients:read",
        "GET,    /clients/{id}/documents, clients:read",
        "GET,    /clients/{id}/branches,  clients:read",
        "GET,    /clients/{id}/structure, clients:read",
        "GET,    /clients/{id}/terms,     clients:read",
        "GET,    /clients/{id}/payer,     clients:read",
        "GET,    /clients/{id}/near-duplicates, clients:read",
        "POST,   /clients/{id}/conversion, clients:write",
        "POST,   /clients/{id}/merge-preview, clients:read",
        "GET,    /client-changes,         audit:read",
        "GET,    /proposed-changes,       clients:read",
        "GET,    /clients/{id}/proposed-changes, clients:read",
        "POST,   /clients/{id}/proposed-changes/acceptance, clients:write",
        "POST,   /clients/{id}/proposed-changes/01997c3e-0000-7000-8000-0000000000c1/acceptance, clients:write",
        "POST,   /clients/{id}/proposed-changes/01997c3e-0000-7000-8000-0000000000c1/refusal, clients:write",
        "POST,   /clients/{id}/merge,     clients:write",
        "GET,    /clients/{id}/merges,    clients:read",
        "DELETE, /clients/{id}/merges/01997c3e-0000-7000-8000-0000000000c1, clients:write",
        "POST,   /clients,                clients:write",
        "POST,   /clients/batch,          clients:write",
        "POST,   /clients/search,         clients:read",
        "PATCH,  /clients/{id},           clients:write",
        "DELETE, /clients/{id},           clients:write",
        "POST,   /client-drafts,          clients:write",
        "POST,   /client-bulk-actions,    clients:write",
        "GET,    /client-bulk-actions,    clients:write",
        "GET,    /client-bulk-actions/{id}, clients:write",
        "GET,    /client-bulk-actions/{id}/refusals, clients:write",
        "GET,    /client-bulk-actions/{id}/events, clients:write",
        "POST,   /client-bulk-actions/{id}/cancel, clients:write",
        "GET,    /client-exports,         clients:read",
        "POST,   /client-exports,         clients:read",
        "POST,   /client-imports,         clients:write",
        "GET,    /client-imports,         clients:write",
        "GET,    /client-imports/{id},    clients:write",
        "GET,    /client-imports/{id}/errors, clients:write",
        "GET,    /client-imports/{id}/events, clients:write",
        "POST,   /client-imports/{id}/cancel, clients:write",
        "GET,    /client-import-mappings, clients:write",
        "GET,    /client-import-mappings/{id}, clients:write",
        "DELETE, /client-import-mappings/{id}, clients:write",
        "POST,   /sales-documents,        documents:write",
        "GET,    /sales-documents,        clients:read",
        "GET,    /client-groups,          clients:read",
        "GET,    /traits/{id},            clients:read",
        "GET,    /custom-fields,          clients:read",
        "POST,   /custom-fields,          dictionaries:write",
        "PATCH,  /industries/{id},        dictionaries:write",
        "DELETE, /client-sources/{id},    dictionaries:write",
        "DELETE, /custom-fields/{id},     dictionaries:write",
        "GET,    /clients/{id}/attachments, clients:read",
        "GET,    /clients/{id}/attachments/{id}, clients:read",
        "GET,    /clients/{id}/attachments/{id}/content, clients:read",
        "POST,   /clients/{id}/attachments, clients:write",
        "PATCH,  /clients/{id}/attachments/{id}, clients:write",
        "DELETE, /clients/{id}/attachments/{id}, clients:write",
        "GET,    /clients/{id}/photo,     clients:read",
        "PUT,    /clients/{id}/photo,     clients:write",
        "DELETE, /clients/{id}/photo,     clients:write",
        "GET,    /clients/{id}/notes,     clients:read",
        "GET,    /clients/{id}/notes/{id}, clients:read",
        "POST,   /clients/{id}/notes,     clients:write",
        "PATCH,  /clients/{id}/notes/{id}, clients:write",
        "DELETE, /clients/{id}/notes/{id}, clients:write",
        "GET,    /clients/{id}/links,     clients:read",
        "GET,    /clients/{id}/links/{id}, clients:read",
        "POST,   /clients/{id}/links,     clients:write",
        "PATCH,  /clients/{id}/links/{id}, clients:write",
        "DELETE, /clients/{id}/links/{id}, clients:write",
        "GET,    /trait-groups,           clients:read",
        "GET,    /flags/{id},             clients:read",
        "POST,   /traits/{id}/merge,      dictionaries:write",
        "GET,    /dictionary-merges/{id}, dictionaries:write",
        "GET,    /dictionary-merges/{id}/events, dictionaries:write",
        "PUT,    /clients/{id}/trait-groups/{id}, clients:write",
        "GET,    /clients/{id}/caretakers, clients:read",
        "PUT,    /clients/{id}/caretakers/anna, clients:write",
        "DELETE, /clients/{id}/caretakers/anna, clients:write",
        "POST,   /custom-fields/{id}/removal, dictionaries:write",
        "GET,    /custom-field-removals/{id}, dictionaries:write",
        "GET,    /custom-field-removals/{id}/events, dictionaries:write",
        "GET,    /client-templates,       clients:read",
        "GET,    /client-templates/{id},  clients:read",
        "POST,   /client-templates,       dictionaries:write",
        "PATCH,  /client-templates/{id},  dictionaries:write",
        "DELETE, /client-templates/{id},  dictionaries:write",
        "GET,    /representatives,        clients:read",
        "GET,    /representatives/{id},   clients:read",
        "GET,    /representatives/{id}/clients, clients:read",
        "POST,   /representatives,        clients:write",
        "PATCH,  /representatives/{id},   clients:write",
        "DELETE, /representatives/{id},   clients:write",
        "GET,    /clients/{id}/representatives, clients:read",
        "PUT,    /clients/{id}/representatives/{id}, clients:write",
        "DELETE, /clients/{id}/representatives/{id}, clients:write",
        "GET,    /substitutions,          clients:read",
        "GET,    /substitutions/{id},     clients:read",
        "POST,   /substitutions,          clients:write",
        "PATCH,  /substitutions/{id},     clients:write",
        "DELETE, /substitutions/{id},     clients:write"})
    void letsInWhoHasTheScopeAndNobodyElse(String method, String path, String scope) {
        new ScopeCheck(web).needs(method, "/api/v1" + path, scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-groups", "traits", "trait-groups", "client-sources", "industries", "flags"})
    void letsWhoFillsInCardsAddEntriesByNameAndWhoKeepsTheDictionariesEverything(String dictionary) {
        String path = "/api/v1/" + dictionary;
        String name = "{\"name\":\"Pozycja " + UUID.randomUUID() + "\"}";
        String coded = "{\"name\":\"Pozycja\",\"code\":\"C" + UUID.randomUUID().toString().substring(0, 8) + "\"}";
        Api sales = Api.of(web, "sales", "clients:read", "clients:write");
        Api keeper = Api.of(web, "keeper", "dictionaries:write");
        Api marketing = Api.of(web, "marketing", "clients:read", "consents:read", "segments:write");

        assertThat(marketing.post(path, name).status()).isEqualTo(403);
        assertThat(sales.post(path, name).status()).isEqualTo(201);
        assertThat(keeper.post(path, name).status()).isEqualTo(200);
        assertThat(sales.post(path, coded).status()).isEqualTo(403);
        assertThat(sales.post(path, coded).body().path("scope").asString()).isEqualTo("dictionaries:write");
        assertThat(keeper.post(path, coded).status()).isEqualTo(201);
        web.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(name).exchange()
                .expectStatus().isUnauthorized();
    }

    @Test
    void servesNothingThatIsNotNamed() {
        var scopes = new ScopeCheck(web);

        assertThat(Stream.of("/clients/{id}/secrets", "/admin", "/clients/batch/x")
                .map(path -> scopes.statusWithEveryScope("GET", "/api/v1" + path)))
                .allMatch(status -> status == 404);
        assertThat(scopes.statusWithEveryScope("PUT", "/api/v1/clients")).isEqualTo(405);
    }
}
