package pl.kartoteka.consent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.ScopeCheck;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Which call needs which scope: with every other scope of the suite it is refused, with its own it gets further. */
@ServiceTest
class ScopesIT {
    @Autowired
    private WebTestClient web;

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/purposes,                              consents:read",
        "GET,    /api/v1/purposes/NONE,                         consents:read",
        "POST,   /api/v1/purposes,                              consents:write",
        "PATCH,  /api/v1/purposes/NONE,                         consents:write",
        "DELETE, /api/v1/purposes/NONE,                         consents:write",
        "GET,    /api/v1/consents/merge-preview,                consents:read",
        "GET,    /api/v1/clients/{id}/consents,                 consents:read",
        "GET,    /api/v1/clients/{id}/consents/NONE,            consents:read",
        "PUT,    /api/v1/clients/{id}/consents/NONE,            consents:write",
        "GET,    /api/v1/clients/{id}/consents/NONE/history,    consents:read",
        "POST,   /api/v1/clients/{id}/consent-evidence,         consents:write",
        "GET,    /api/v1/clients/{id}/consent-evidence,         consents:read",
        "GET,    /api/v1/clients/{id}/consent-evidence/{id},    consents:read",
        "GET,    /api/v1/clients/{id}/consent-evidence/{id}/content, audit:read",
        "POST,   /api/v1/consent-imports,                       consents:write",
        "GET,    /api/v1/consent-imports,                       consents:write",
        "GET,    /api/v1/consent-imports/{id},                  consents:write",
        "GET,    /api/v1/consent-imports/{id}/errors,           consents:write",
        "GET,    /api/v1/consent-imports/{id}/events,           consents:write",
        "POST,   /api/v1/consent-imports/{id}/cancel,           consents:write",
        "GET,    /api/v1/clients/{id}/consents/NONE/record,     consents:read",
        "GET,    /api/v1/clients/{id}/consents/NONE/receipt,    consents:read",
        "GET,    /api/v1/purposes/NONE/processing-activity,     consents:read",
        "PUT,    /api/v1/purposes/NONE/processing-activity,     privacy:manage",
        "GET,    /api/v1/consent-reports/expiring,              consents:read",
        "GET,    /api/v1/consent-reports/answers,               consents:read",
        "GET,    /api/v1/consent-reports/refusals,              consents:read",
        "GET,    /api/v1/consent-reports/processing-register,   consents:read",
        "GET,    /api/v1/consent-ledger/verification,           audit:read",
        "GET,    /api/v1/consent-ledger/heads,                  audit:read",
        "POST,   /api/v1/consent-ledger/heads,                  privacy:manage",
        "GET,    /api/v1/consent-ledger/export,                 audit:read",
        "POST,   /api/v1/consent-decisions,                     consents:read",
        "GET,    /api/v1/consent-decisions/{id},                consents:read",
        "POST,   /api/v1/privacy-requests,                      privacy:manage",
        "GET,    /api/v1/privacy-requests,                      privacy:manage",
        "POST,   /api/v1/privacy-requests/erasures/reapply,     privacy:manage",
        "GET,    /api/v1/privacy-requests/{id},                 privacy:manage",
        "GET,    /api/v1/privacy-requests/{id}/trail,           privacy:manage",
        "GET,    /api/v1/privacy-requests/{id}/certificate,     privacy:manage",
        "GET,    /api/v1/privacy-requests/{id}/archive,         privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/start,           privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/extension,       privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/completion,      privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/refusal,         privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/withdrawal,      privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/lifting,         privacy:manage",
        "POST,   /api/v1/privacy-requests/{id}/corrections,     privacy:manage",
        "GET,    /api/v1/suppressions,                          consents:read",
        "POST,   /api/v1/suppressions,                          consents:write",
        "GET,    /api/v1/suppressions/{id},                     consents:read",
        "DELETE, /api/v1/suppressions/{id},                     consents:write",
        "POST,   /api/v1/suppression-imports,                   consents:write",
        "POST,   /api/v1/suppression-imports/{id}/cancel,       consents:write",
        "GET,    /api/v1/suppression-imports,                   consents:read",
        "GET,    /api/v1/suppression-imports/{id},              consents:read",
        "GET,    /api/v1/suppression-imports/{id}/events,       consents:read",
        "POST,   /api/v1/consent-requests,                      consents:write",
        "GET,    /api/v1/consent-requests/{id},                 consents:read"
    })
    void needsTheScope(String method, String path, String scope) {
        new ScopeCheck(web).needs(method, path, scope);
    }

    @Test
    void servesNothingThatIsNotNamed() {
        var scopes = new ScopeCheck(web);

        assertThat(scopes.statusWithEveryScope("GET", "/api/v1/unknown")).isEqualTo(404);
        assertThat(scopes.statusWithEveryScope("DELETE", "/api/v1/clients/{id}/consents/NONE")).isEqualTo(405);
    }
}
