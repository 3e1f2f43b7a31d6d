package pl.kartoteka.storyteller;

import java.net.URI;
import java.util.List;

/** Where the suite listens. */
record Options(boolean help, boolean demoData, URI gateway, URI issuer, URI sandbox) {

    static final String HELP = """
            deploy/local/demo plays the main job of Kartoteka through the gateway of a running suite and tells what happens at
            each step. Start the suite with deploy/local/up first. It can be played again on the data it leaves.

              --port-offset N   the suite was started with deploy/local/up --port-offset N
              --gateway URL     default http://localhost:8080
              --issuer URL      default http://localhost:9000
              --sandbox URL     default http://localhost:8025
              --load-demo-data  tell no story; load the small demo data set, as the first start of the suite does
              --help            this page

            Exit code: 0 when every step came out as it should, 1 when one did not, 2 for an unknown argument.
            """;

    private static final int GATEWAY = 8080;
    private static final int ISSUER = 9000;
    private static final int SANDBOX = 8025;

    static Options of(List<String> arguments) {
        var options = at(0, false);
        for (var rest = arguments; !rest.isEmpty();) {
            var name = rest.getFirst();
            if (name.equals("--help") || name.equals("-h")) {
                return new Options(true, false, options.gateway, options.issuer, options.sandbox);
            }
            if (name.equals("--load-demo-data")) {
                options = new Options(false, true, options.gateway, options.issuer, options.sandbox);
                rest = rest.subList(1, rest.size());
                continue;
            }
            if (rest.size() == 1) {
                throw new IllegalArgumentException(name + ": unknown, or without its value (see --help)");
            }
            var value = rest.get(1);
            options = switch (name) {
                case "--port-offset" -> at(number(value), options.demoData);
                case "--gateway" ->
                        new Options(false, options.demoData, address(name, value), options.issuer, options.sandbox);
                case "--issuer" ->
                        new Options(false, options.demoData, options.gateway, address(name, value), options.sandbox);
                case "--sandbox" ->
                        new Options(false, options.demoData, options.gateway, options.issuer, address(name, value));
                default -> throw new IllegalArgumentException(name + ": unknown argument (see --help)");
            };
            rest = rest.subList(2, rest.size());
        }
        return options;
    }

    private static Options at(int offset, boolean demoData) {
        return new Options(false, demoData, local(GATEWAY + offset), local(ISSUER + offset), local(SANDBOX + offset));
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static int number(String value) {
        if (!value.matches("\\d{1,5}") || ISSUER + Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port-offset: " + value + " (expected: 0 to 56000)");
        }
        return Integer.parseInt(value);
    }

    private static URI address(String name, String value) {
        if (!value.matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: http://host:port)");
        }
        return URI.create(value.replaceFirst("/$", ""));
    }
}
