package pl.kartoteka.launcher;

import java.nio.file.Path;

/**
 * How to run the suite.
 *
 * @param root       of the checked-out project, where the built modules are
 * @param data       the directory that keeps databases, topics, secrets and logs
 * @param ports      the ports
 * @param fresh      begin with no data
 * @param demoData   load the small demo data set on the first start
 * @param recordings record what each process loads, for a faster next start
 */
public record SuiteOptions(Path root, Path data, Ports ports, boolean fresh, boolean demoData, boolean recordings) {
    /** As {@code deploy/local/up} without arguments. */
    public static SuiteOptions of(Path root) {
        var here = root.toAbsolutePath().normalize();
        return new SuiteOptions(here, here.resolve(".local"), new Ports(0), false, true, true);
    }

    /** Beside another run: its own ports and its own, empty data. */
    public static SuiteOptions beside(Path root, Path data, int portOffset) {
        var here = root.toAbsolutePath().normalize();
        return new SuiteOptions(here, data.toAbsolutePath().normalize(), new Ports(portOffset), true, false, false);
    }

    static SuiteOptions parse(Path root, String... arguments) {
        var options = of(root);
        for (var i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            options = switch (argument) {
                case "--fresh" -> options.withFresh();
                case "--no-demo-data" -> options.withoutDemoData();
                case "--port-offset" -> options.withPorts(new Ports(number(argument, value(arguments, ++i))));
                case "--data" -> options.withData(Path.of(value(arguments, ++i)));
                default -> throw new SuiteFailed("unknown argument " + argument + " (see --help)");
            };
        }
        return options;
    }

    private SuiteOptions withFresh() {
        return new SuiteOptions(root, data, ports, true, demoData, recordings);
    }

    private SuiteOptions withoutDemoData() {
        return new SuiteOptions(root, data, ports, fresh, false, recordings);
    }

    private SuiteOptions withPorts(Ports other) {
        return new SuiteOptions(root, data, other, fresh, demoData, recordings);
    }

    private SuiteOptions withData(Path other) {
        return new SuiteOptions(root, other.toAbsolutePath().normalize(), ports, fresh, demoData, recordings);
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new SuiteFailed(arguments[index - 1] + " needs a value (see --help)");
        }
        return arguments[index];
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new SuiteFailed(name + ": " + text + " (expected: a number)", e);
        }
    }
}
