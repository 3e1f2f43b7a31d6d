package pl.kartoteka.client.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.kartoteka.http.Scopes;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CLIENTS_READ = "clients:read";
    private static final String CLIENTS_WRITE = "clients:write";
    private static final String[] DICTIONARIES = {"/api/v1/client-groups", "/api/v1/traits", "/api/v1/client-sources",
        "/api/v1/industries", "/api/v1/custom-fields", "/api/v1/trait-groups", "/api/v1/flags"};
    private static final String[] DICTIONARY_ENTRIES = {"/api/v1/client-groups/{id}", "/api/v1/traits/{id}",
        "/api/v1/client-sources/{id}", "/api/v1/industries/{id}", "/api/v1/custom-fields/{id}",
        "/api/v1/trait-groups/{id}", "/api/v1/flags/{id}"};
    private static final String[] MERGES = {"/api/v1/client-groups/{id}/merge", "/api/v1/traits/{id}/merge",
        "/api/v1/client-sources/{id}/merge", "/api/v1/industries/{id}/merge", "/api/v1/flags/{id}/merge"};
    private static final String DICTIONARIES_WRITE = "dictionaries:write";

    /** What hangs on a client. */
    private static final String[] ON_CLIENT = {"/api/v1/clients/{id}/attachments",
        "/api/v1/clients/{id}/attachments/{attachmentId}", "/api/v1/clients/{id}/photo", "/api/v1/clients/{id}/notes",
        "/api/v1/clients/{id}/notes/{noteId}", "/api/v1/clients/{id}/links", "/api/v1/clients/{id}/links/{linkId}"};

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
                        "/api/v1/client-imports/{id}/errors", "/api/v1/client-imports/{id}/warnings",
                        "/api/v1/client-imports/{id}/events",
                        "/api/v1/client-import-mappings", "/api/v1/client-import-mappings/{id}")
                .scope(CLIENTS_WRITE, DELETE, "/api/v1/client-import-mappings/{id}")
                .scope("documents:write", POST, "/api/v1/sales-documents")
                .scope(CLIENTS_READ, GET, "/api/v1/sales-documents")
                .scope(CLIENTS_READ, GET, DICTIONARIES)
                .scope(CLIENTS_READ, GET, DICTIONARY_ENTRIES)
                .scope(DICTIONARIES_WRITE, POST, "/api/v1/custom-fields")
                // Who may add what depends on the entry: DictionariesNotWritable.
                .authenticated(POST, DICTIONARIES)
                .scope(DICTIONARIES_WRITE, PATCH, DICTIONARY_ENTRIES)
                .scope(DICTIONARIES_WRITE, DELETE, DICTIONARY_ENTRIES)
                .scope(CLIENTS_READ, GET, ON_CLIENT)
                .scope(CLIENTS_READ, GET, "/api/v1/clients/{id}/attachments/{attachmentId}/content")
                .scope(CLIENTS_WRITE, POST, "/api/v1/clients/{id}/attachments", "/api/v1/clients/{id}/notes",
                        "/api/v1/clients/{id}/links")
                .scope(CLIENTS_WRITE, PATCH, "/api/v1/clients/{id}/notes/{noteId}",
                        "/api/v1/clients/{id}/links/{linkId}",
                        "/api/v1/clients/{id}/attachments/{attachmentId}")
                .scope(CLIENTS_WRITE, PUT, "/api/v1/clients/{id}/photo")
                .scope(CLIENTS_WRITE, DELETE, ON_CLIENT)
                .scope(CLIENTS_READ, GET, "/api/v1/client-templates", "/api/v1/client-templates/{id}")
                .scope(DICTIONARIES_WRITE, POST, "/api/v1/client-templates")
                .scope(DICTIONARIES_WRITE, PATCH, "/api/v1/client-templates/{id}")
                .scope(DICTIONARIES_WRITE, DELETE, "/api/v1/client-templates/{id}")
                .scope(DICTIONARIES_WRITE, POST, MERGES)
                .scope(DICTIONARIES_WRITE, POST, "/api/v1/custom-fields/{id}/removal")
                .scope(DICTIONARIES_WRITE, GET, "/api/v1/custom-field-removals/{id}",
                        "/api/v1/custom-field-removals/{id}/events")
                .scope(DICTIONARIES_WRITE, GET, "/api/v1/dictionary-merges/{id}",
                        "/api/v1/dictionary-merges/{id}/events")
                .scope(CLIENTS_WRITE, PUT, "/api/v1/clients/{id}/trait-groups/{groupId}")
                .scope(CLIENTS_READ, GET, "/api/v1/clients/{id}/caretakers")
                .scope(CLIENTS_WRITE, PUT, "/api/v1/clients/{id}/caretakers/{subject}")
                .scope(CLIENTS_WRITE, DELETE, "/api/v1/clients/{id}/caretakers/{subject}")
                .scope(CLIENTS_READ, GET, "/api/v1/clients/{id}/representatives", "/api/v1/representatives",
                        "/api/v1/representatives/{id}", "/api/v1/representatives/{id}/clients")
                .scope(CLIENTS_WRITE, PUT, "/api/v1/clients/{id}/representatives/{representativeId}")
                .scope(CLIENTS_WRITE, DELETE, "/api/v1/clients/{id}/representatives/{representativeId}",
                        "/api/v1/representatives/{id}")
                .scope(CLIENTS_WRITE, POST, "/api/v1/representatives")
                .scope(CLIENTS_WRITE, PATCH, "/api/v1/representatives/{id}")
                .scope(CLIENTS_READ, GET, "/api/v1/substitutions", "/api/v1/substitutions/{id}")
                .scope(CLIENTS_WRITE, POST, "/api/v1/substitutions")
                .scope(CLIENTS_WRITE, PATCH, "/api/v1/substitutions/{id}")
                .scope(CLIENTS_WRITE, DELETE, "/api/v1/substitutions/{id}");
    }
}
