package pl.kartoteka.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The committed sample of each event type: the contract itself. A producer's test must be able to produce it, a
 * consumer's test must accept it.
 */
public final class Samples {
    private Samples() {}

    /** The JSON data of the sample event of that record. */
    public static String json(Class<? extends Event> event) {
        return resource("samples/" + EventTypes.typeOf(event) + ".json");
    }

    /** The JSON Schema (2020-12) that every event of that record satisfies. */
    public static String schema(Class<? extends Event> event) {
        return resource("schemas/" + EventTypes.typeOf(event) + ".json");
    }

    private static String resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing (expected one sample and one schema per event type)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
