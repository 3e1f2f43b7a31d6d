package pl.kartoteka.launcher;

import java.nio.file.Path;
import java.time.Duration;

/** What a person reads once everything is ready. */
final class Welcome {
    private Welcome() {}

    static String text(SuiteOptions options, LocalSuite suite, Duration took) {
        var scripts = options.root().resolve("deploy/local");
        return """

                Kartoteka is ready after %.1f s.

                  API           %s/api/v1   (its pages: %s/docs)
                  Mail, SMS     %s   (what was sent; and registers to switch off)
                  Kafka         %s
                  PostgreSQL    localhost:%d   (passwords: %s)

                Try the main job, step by step:
                  %s

                Or ask yourself:
                  TOKEN=$(curl -s -u sales:sales -d grant_type=client_credentials %s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                  curl -s -H "Authorization: Bearer $TOKEN" '%s/api/v1/clients'

                Logs are in %s. Ctrl-C or %s stops everything; the data stays.
                READY gateway=%s issuer=%s sandbox=%s
                """
                .formatted(
                        took.toMillis() / 1000.0,
                        suite.gateway(), suite.gateway(), suite.sandbox(), suite.kafka(), suite.ports().postgres(),
                        options.data().resolve("secrets.properties"),
                        shell(scripts.resolve("demo")) + offset(suite.ports()),
                        suite.issuer(), suite.gateway(), suite.logs(),
                        shell(scripts.resolve("down")) + data(options),
                        suite.gateway(), suite.issuer(), suite.sandbox())
                .stripTrailing();
    }

    private static String offset(Ports ports) {
        return ports.offset() == 0 ? "" : " --port-offset " + ports.offset();
    }

    private static String data(SuiteOptions options) {
        return options.data().equals(SuiteOptions.of(options.root()).data()) ? "" : " --data " + shell(options.data());
    }

    private static String shell(Path program) {
        var text = program.toString();
        return text.matches("[\\w./-]+") ? text : "'" + text + "'";
    }
}
