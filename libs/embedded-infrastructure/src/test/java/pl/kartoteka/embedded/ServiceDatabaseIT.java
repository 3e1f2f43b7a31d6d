package pl.kartoteka.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceDatabaseIT {
    private static final ServiceDatabase LIBRARY = new ServiceDatabase("library", "owner's secret", "login's secret");
    private static EmbeddedPostgresServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedPostgresServer.throwaway();
        LIBRARY.createOn(server.address());
        asOwner("create table book (id bigint generated always as identity primary key, title text not null)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letsTheLoginWorkWithRows() throws SQLException {
        asLogin("insert into book (title) values ('Lalka')");
        asLogin("update book set title = 'Faraon'");
        asLogin("delete from book");
    }

    @Test
    void keepsTheLoginFromChangingTheSchema() {
        assertThatThrownBy(() -> asLogin("alter table book add author text")).hasMessageContaining("must be owner");
        assertThatThrownBy(() -> asLogin("create table leaflet (id bigint)")).hasMessageContaining("permission denied");
    }

    @Test
    void keepsOtherServicesOut() {
        new ServiceDatabase("archive", "o", "l").createOn(server.address());

        assertThatThrownBy(
                () -> DriverManager.getConnection(server.address().jdbcUrl("library"), "archive", "l").close())
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void canBeRepeated() throws SQLException {
        LIBRARY.createOn(server.address());

        asLogin("select count(*) from book");
    }

    @Test
    void knowsPolishLetters() throws SQLException {
        asOwner("create extension if not exists pg_trgm");
        asOwner("create extension if not exists unaccent");
        try (var connection = server.address().connect("library");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select upper('żółw'), unaccent('Złoty Kłos'), show_trgm('łan')::text,
                               (select string_agg(word, ' ' order by word collate "pl-x-icu")
                                from (values ('ćma'), ('dom'), ('cyna')) as words (word))
                        """)) {
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("ŻÓŁW");
            assertThat(rows.getString(2)).isEqualTo("Zloty Klos");
            assertThat(rows.getString(3)).hasSizeGreaterThan(20);
            assertThat(rows.getString(4)).isEqualTo("cyna ćma dom");
        }
    }

    @Test
    void refusesANameThatWouldNeedQuotes() {
        assertThatThrownBy(() -> new ServiceDatabase("x; drop", "o", "l")).hasMessageContaining("expected");
    }

    private static void asOwner(String sql) throws SQLException {
        execute(LIBRARY.owner(), LIBRARY.ownerPassword(), sql);
    }

    private static void asLogin(String sql) throws SQLException {
        execute(LIBRARY.name(), LIBRARY.loginPassword(), sql);
    }

    private static void execute(String user, String password, String sql) throws SQLException {
        var url = server.address().jdbcUrl("library");
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
