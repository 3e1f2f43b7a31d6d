package pl.kartoteka.reliable;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboxSessionsTest {
    @ParameterizedTest
    @CsvSource({"sslMode=require, require", "sslMode=VERIFY_FULL, verify-full", "sslmode=verify-ca, verify-ca",
        "ssl=true, verify-full", "sslMode=disable, disable"})
    void sealsItsSessionAsThoseOfTheService(String query, String mode) {
        assertThat(database("r2dbc:postgresql", query).getSslMode()).isEqualTo(mode);
    }

    @Test
    void trustsWhomTheServiceTrusts() {
        assertThat(database("r2dbc:postgresql", "sslMode=verify-full&sslRootCert=/etc/ca.pem").getSslRootCert())
                .isEqualTo("/etc/ca.pem");
        assertThat(database("r2dbc:postgresql", "sslMode=verify-full").getSslfactory())
                .isEqualTo(DefaultJavaSSLFactory.class.getName());
        assertThat(database("r2dbcs:postgresql", "applicationName=x").getSslMode()).isEqualTo("verify-full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslMode=tunnel", "sslMode=verify-full&sslCert=/etc/own.pem", "sslKey=/etc/own.key",
        "channelBinding=require"})
    void doesNotStartWhereItCannotDoTheSame(String query) {
        assertThatThrownBy(() -> database("r2dbc:postgresql", query)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected");
    }

    private static PGSimpleDataSource database(String scheme, String query) {
        return OutboxSessions.database(ConnectionFactoryOptions
                .parse(scheme + "://anna:secret@db.example:5432/client_service?" + query));
    }
}
