package pl.kartoteka.gus.lookup;

import java.util.concurrent.atomic.AtomicInteger;

import pl.kartoteka.gus.identifier.Nip;

/** Valid synthetic NIPs, each given once: what is kept about one must not answer another test. */
public final class Nips {
    private static final AtomicInteger NEXT = new AtomicInteger(995_000_000);

    private Nips() {}

    public static String next() {
        while (true) {
            var nine = Integer.toString(NEXT.incrementAndGet());
            for (var digit = 0; digit < 10; digit++) {
                if (Nip.parse(nine + digit).isPresent()) {
                    return nine + digit;
                }
            }
        }
    }
}
