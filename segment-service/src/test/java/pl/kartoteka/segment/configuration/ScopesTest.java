package pl.kartoteka.segment.configuration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import pl.kartoteka.http.Scopes;

import static org.assertj.core.api.Assertions.assertThat;

class ScopesTest {
    private final Scopes scopes = new SegmentConfiguration().scopes();

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/segments,                      segments:read",
        "POST,   /api/v1/segments,                      segments:write",
        "POST,   /api/v1/segments/preview,              segments:read",
        "GET,    /api/v1/segments/7,                    segments:read",
        "PATCH,  /api/v1/segments/7,                    segments:write",
        "DELETE, /api/v1/segments/7,                    segments:write",
        "GET,    /api/v1/segments/7/members,            segments:read",
        "POST,   /api/v1/segments/7/members,            segments:write",
        "POST,   /api/v1/segments/7/members/removals,   segments:write",
        "PUT,    /api/v1/segments/7/members/8,          segments:write",
        "DELETE, /api/v1/segments/7/members/8,          segments:write",
        "GET,    /api/v1/segments/7/members/8/explanation, segments:read",
        "GET,    /api/v1/segments/7/pins,               segments:read",
        "DELETE, /api/v1/segments/7/pins/8,             segments:write",
        "GET,    /api/v1/segments/7/events,             segments:read",
        "GET,    /api/v1/clients/8/segments,            segments:read"})
    void eachCallNeedsItsScope(HttpMethod method, String path, String scope) {
        assertThat(scopes.access(method, path)).isEqualTo(new Scopes.Access.WithScope(scope));
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/clients/8", "POST, /api/v1/clients/8/segments", "PUT, /api/v1/segments/7", "GET, /other"})
    void whatIsNotServedIsRefused(HttpMethod method, String path) {
        assertThat(scopes.access(method, path))
                .isInstanceOfAny(Scopes.Access.Unknown.class, Scopes.Access.OtherMethods.class);
    }
}
