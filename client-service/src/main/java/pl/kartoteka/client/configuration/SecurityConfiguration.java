package pl.kartoteka.client.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.kartoteka.http.Scopes;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CLIENTS_READ = "clients:read";
    private static final String CLIENTS_WRITE = "clients:write";
    private static final String[] DICTIONARIES = {"/api/v1/client-groups", "/api/v1/traits", "/api/v1/client-sources",
        "/api/v1/industries", "/api/v1/custom-fields"};
    private static final String[] DICTIONARY_ENTRIES = {"/api/v1/client-groups/{id}", "/api/v1/traits/{id}",
        "/api/v1/client-sources/{id}", "/api/v1/industries/{id}", "/api/v1/custom-fields/{id}"};

    @Bean
    Scopes scopes() {
        return Scopes.rules()
                .scope(CLIENTS_READ, GET, "/api/v1/clients", "/api/v1/clients/{id}", "/api/v1/clients/{id}/history",
                        "/api/v1/clients/{id}/documents", "/api/v1/clients/{id}/branches",
                        "/api/v1/clients/{id}/structure",
                        "/api/v1/clients/{id}/terms", "/api/v1/clients/{id}/payer",
                        "/api/v1/clients/{id}/near-duplicates", "/api/v1/clients/{id}/merges",
                        "/api/v1/clients/{id}/proposed-changes", "/api/v1/proposed-changes")
                .scope(CLIENTS_READ, POST, "/api/v1/clients/search", "/api/v1/clients/{id}/merge-preview")
                .scope("audit:read", GET, "/api/v1/client-changes")
                .scope(CLIENTS_WRITE, POST, "/api/v1/clients", "/api/v1/clients/batch",
                        "/api/v1/clients/{id}/conversion", "/api/v1/clients/{id}/merge",
                        "/api/v1/clients/{id}/proposed-changes/acceptance",
                        "/api/v1/clients/{id}/proposed-changes/{proposalId}/acceptance",
                        "/api/v1/clients/{id}/proposed-changes/{proposalId}/refusal")
                .scope(CLIENTS_WRITE, PATCH, "/api/v1/clients/{id}")
                .scope(CLIENTS_WRITE, DELETE, "/api/v1/clients/{id}", "/api/v1/clients/{id}/merges/{mergeId}")
                .scope(CLIENTS_WRITE, POST, "/api/v1/client-drafts")
                .scope(CLIENTS_WRITE, POST, "/api/v1/client-bulk-actions", "/api/v1/client-bulk-actions/{id}/cancel")
                .scope(CLIENTS_WRITE, GET, "/api/v1/client-bulk-actions", "/api/v1/client-bulk-actions/{id}",
                        "/api/v1/client-bulk-actions/{id}/refusals", "/api/v1/client-bulk-actions/{id}/events")
                .scope(CLIENTS_READ, GET, "/api/v1/client-exports")
                .scope(CLIENTS_READ, POST, "/api/v1/client-exports")
                .scope(CLIENTS_WRITE, POST, "/api/v1/client-imports", "/api/v1/client-imports/{id}/cancel")
                .scope(CLIENTS_WRITE, GET, "/api/v1/client-imports", "/api/v1/client-imports/{id}",
                        "/api/v1/client-imports/{id}/errors", "/api/v1/client-imports/{id}/events",
                        "/api/v1/client-import-mappings")
                .scope(CLIENTS_WRITE, DELETE, "/api/v1/client-import-mappings/{id}")
                .scope("documents:write", POST, "/api/v1/sales-documents")
                .scope(CLIENTS_READ, GET, DICTIONARIES)
                .scope(CLIENTS_READ, GET, DICTIONARY_ENTRIES)
                .scope("dictionaries:write", POST, DICTIONARIES)
                .scope("dictionaries:write", PATCH, DICTIONARY_ENTRIES)
                .scope("dictionaries:write", DELETE, DICTIONARY_ENTRIES);
    }
}
