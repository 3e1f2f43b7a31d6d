package pl.kartoteka.consent.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import pl.kartoteka.consent.client.AddressHash;
import pl.kartoteka.consent.report.Administrator;
import pl.kartoteka.consent.seal.LedgerKeys;
import pl.kartoteka.events.Topic;
import pl.kartoteka.http.Scopes;
import pl.kartoteka.reliable.TopicsInUse;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {
    private static final String[] PUBLIC = {"/api/v1/public/consents/{token}", "/api/v1/public/preferences/{token}",
        "/api/v1/public/unsubscribe/{token}"};
    private static final int ROUNDS = 8;

    @Bean
    Scopes scopes() {
        return Scopes.rules()
                .scope("consents:read", GET, "/api/v1/purposes", "/api/v1/purposes/{code}")
                .scope("consents:write", POST, "/api/v1/purposes")
                .scope("consents:write", PATCH, "/api/v1/purposes/{code}")
                .scope("consents:write", DELETE, "/api/v1/purposes/{code}")
                .scope("consents:read", GET, "/api/v1/consents/merge-preview")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consents")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consents/{purposeCode}")
                .scope("consents:write", PUT, "/api/v1/clients/{clientId}/consents/{purposeCode}")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consents/{purposeCode}/history")
                .scope("consents:write", POST, "/api/v1/clients/{clientId}/consent-evidence")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consent-evidence")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consent-evidence/{id}")
                .scope("audit:read", GET, "/api/v1/clients/{clientId}/consent-evidence/{id}/content")
                .scope("consents:write", POST, "/api/v1/consent-imports", "/api/v1/consent-imports/{id}/cancel")
                .scope("consents:write", GET, "/api/v1/consent-imports", "/api/v1/consent-imports/{id}")
                .scope("consents:write", GET, "/api/v1/consent-imports/{id}/errors",
                        "/api/v1/consent-imports/{id}/events")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consents/{purposeCode}/record")
                .scope("consents:read", GET, "/api/v1/clients/{clientId}/consents/{purposeCode}/receipt")
                .scope("consents:read", GET, "/api/v1/purposes/{code}/processing-activity")
                .scope("privacy:manage", PUT, "/api/v1/purposes/{code}/processing-activity")
                .scope("consents:read", GET, "/api/v1/consent-reports/expiring", "/api/v1/consent-reports/answers")
                .scope("consents:read", GET, "/api/v1/consent-reports/refusals")
                .scope("consents:read", GET, "/api/v1/consent-reports/processing-register")
                .scope("audit:read", GET, "/api/v1/consent-ledger/verification", "/api/v1/consent-ledger/heads")
                .scope("audit:read", GET, "/api/v1/consent-ledger/export")
                .scope("privacy:manage", POST, "/api/v1/consent-ledger/heads")
                .open(GET, "/api/v1/consent-ledger/public-key")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests", "/api/v1/privacy-requests/erasures/reapply")
                .scope("privacy:manage", GET, "/api/v1/privacy-requests", "/api/v1/privacy-requests/{id}")
                .scope("privacy:manage", GET, "/api/v1/privacy-requests/{id}/trail")
                .scope("privacy:manage", GET, "/api/v1/privacy-requests/{id}/certificate")
                .scope("privacy:manage", GET, "/api/v1/privacy-requests/{id}/archive")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/start")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/extension")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/completion")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/refusal")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/withdrawal")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/lifting")
                .scope("privacy:manage", POST, "/api/v1/privacy-requests/{id}/corrections")
                .scope("consents:read", POST, "/api/v1/consent-decisions")
                .scope("consents:read", GET, "/api/v1/consent-decisions/{decisionId}")
                .scope("consents:read", GET, "/api/v1/suppressions", "/api/v1/suppressions/{id}")
                .scope("consents:write", POST, "/api/v1/suppressions")
                .scope("consents:write", DELETE, "/api/v1/suppressions/{id}")
                .scope("consents:write", POST, "/api/v1/suppression-imports", "/api/v1/suppression-imports/{id}/cancel")
                .scope("consents:read", GET, "/api/v1/suppression-imports", "/api/v1/suppression-imports/{id}")
                .scope("consents:read", GET, "/api/v1/suppression-imports/{id}/events")
                .scope("consents:write", POST, "/api/v1/consent-requests")
                .scope("consents:read", GET, "/api/v1/consent-requests/{id}")
                .open(GET, PUBLIC)
                .open(POST, PUBLIC)
                .open(OPTIONS, "/api/v1/public/unsubscribe/{token}");
    }

    /**
     * Consents end at their instant whatever else the service does by the clock: the scheduler that comes with virtual threads
     * has one thread for all that waits for its own end, and there expiry would wait for the work of others and they for it.
     */
    @Bean
    TaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(ROUNDS);
        scheduler.setThreadNamePrefix("round-");
        return scheduler;
    }

    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(Topic.CLIENTS, Topic.CONSENTS, Topic.PURPOSES, Topic.MESSAGES);
    }

    @Bean
    LedgerKeys ledgerKeys(ConsentProperties properties) {
        return new LedgerKeys(properties.ledgerKey(), properties.earlierLedgerKeys());
    }

    @Bean
    Administrator administrator(ConsentProperties properties) {
        ConsentProperties.Responsible who = properties.administrator();
        return new Administrator(who.name(), who.address(), who.contact(), who.officer());
    }

    @Bean
    AddressHash addressHash(ConsentProperties properties) {
        return new AddressHash(properties.suppressionKey());
    }
}
