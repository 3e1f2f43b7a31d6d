package pl.kartoteka.issuer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask this issuer for tokens.
 *
 * @param uri            the address in the {@code iss} claim
 * @param keyFile        where the signing key is kept from one start to the next
 * @param people         each name with its scopes: a machine client whose secret is the name, and a user whose password is the name
 * @param services       each service with its scopes
 * @param serviceSecrets each service's secret; a service without one cannot ask for tokens
 * @param redirectUris   where the browser client {@code web} may be sent back to
 */
@ConfigurationProperties("kartoteka.issuer")
record IssuerProperties(
        String uri,
        Path keyFile,
        Map<String, Set<String>> people,
        Map<String, Set<String>> services,
        @DefaultValue Map<String, String> serviceSecrets,
        @DefaultValue List<String> redirectUris) {
    /** The secrets stay out of logs. */
    @Override
    public String toString() {
        return "issuer " + uri;
    }
}
