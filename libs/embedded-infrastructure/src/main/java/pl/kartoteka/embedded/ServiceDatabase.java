package pl.kartoteka.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * One service's own database and its two roles: the owner, which migrates the schema, and the login, which the service works
 * with and which may read and write rows but not change the schema.
 *
 * @param name          of the database and of the login; the owner is {@code <name>_owner}
 * @param ownerPassword of the owner
 * @param loginPassword of the login
 */
public record ServiceDatabase(String name, String ownerPassword, String loginPassword) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");

    /** Refuses a name that would need quoting. */
    public ServiceDatabase {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("database: '" + name + "' (expected: lower-case letters, digits and _)");
        }
    }

    /** The role that owns the schema. */
    public String owner() {
        return name + "_owner";
    }

    /** Makes the roles and the database where they are missing, and sets both passwords: safe to repeat. */
    public void createOn(PostgresAddress server) {
        try {
            try (var connection = server.connect("postgres"); var statement = connection.createStatement()) {
                role(connection, statement, owner(), ownerPassword);
                role(connection, statement, name, loginPassword);
                if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                    statement.execute("create database " + name + " owner " + owner() + " template template0 "
                            + "encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8' "
                            + "locale_provider builtin builtin_locale 'C.UTF-8'");
                }
                statement.execute("revoke all on database " + name + " from public");
                statement.execute("grant connect, temporary on database " + name + " to " + name);
            }
            try (var connection = server.connect(name); var statement = connection.createStatement()) {
                var onWhatTheOwnerCreates = "alter default privileges for role " + owner() + " grant ";
                statement.execute(onWhatTheOwnerCreates + "select, insert, update, delete on tables to " + name);
                statement.execute(onWhatTheOwnerCreates + "usage on sequences to " + name);
                statement.execute(onWhatTheOwnerCreates + "usage on schemas to " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the database " + name + " on " + server, e);
        }
    }

    private static void role(Connection connection, Statement statement, String role, String password)
            throws SQLException {
        var verb = exists(connection, "select 1 from pg_roles where rolname = ?", role) ? "alter" : "create";
        statement.execute(verb + " role " + role + " login password " + statement.enquoteLiteral(password));
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public String toString() {
        return "database " + name;
    }
}
