package pl.kartoteka.gateway.openapi;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param signIn   the issuer, as a browser reaches it
 * @param clientId as which the page signs people in
 */
@ConfigurationProperties("kartoteka.docs")
record DocsProperties(String signIn, String clientId) {}
