package pl.kartoteka.consent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The database as somebody sees it who may do everything: what no user of the service can do. */
@Component
@Lazy
public final class OwnerDatabase {
    private final Environment settings;

    public OwnerDatabase(Environment settings) {
        this.settings = settings;
    }

    public int change(String sql, Object... arguments) {
        return change("spring.flyway.user", "spring.flyway.password", sql, arguments);
    }

    /** The same with the login of the service. */
    public int changeAsService(String sql, Object... arguments) {
        return change("spring.r2dbc.username", "spring.r2dbc.password", sql, arguments);
    }

    public long number(String sql, Object... arguments) {
        try (Connection connection = connection("spring.flyway.user", "spring.flyway.password");
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            var result = statement.executeQuery();
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public String text(String sql) {
        try (Connection connection = connection("spring.flyway.user", "spring.flyway.password");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private int change(String user, String password, String sql, Object... arguments) {
        try (Connection connection = connection(user, password);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Connection connection(String user, String password) throws SQLException {
        return DriverManager.getConnection(
                settings.getRequiredProperty("spring.flyway.url"),
                settings.getRequiredProperty(user),
                settings.getRequiredProperty(password));
    }
}
