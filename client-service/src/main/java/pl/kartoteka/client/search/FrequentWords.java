package pl.kartoteka.client.search;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What begins words of many clients, as PostgreSQL has last counted them: {@code sp}, {@code Warszawa}, {@code Anna}. An index
 * reads through all of them for each; where something rarer stands beside them, that is looked up and they are looked for in
 * what it finds.
 */
@Component
class FrequentWords {
    private static final Duration KEPT = Duration.ofMinutes(5);
    /** The part of all clients. */
    private static final double MANY = 0.01;
    private static final float COUNTED = 0.0005f;

    private final Mono<Predicate<String>> beginnings;

    FrequentWords(DatabaseClient database) {
        this.beginnings = database.sql("select word, share from words_of_many(:least)")
                .bind("least", COUNTED)
                .mapProperties(Word.class)
                .all()
                .collectMap(Word::word, Word::share)
                .map(FrequentWords::predicate)
                .cache(_ -> KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Whether many have a word that begins so. */
    Mono<Predicate<String>> beginnings() {
        return beginnings;
    }

    private static Predicate<String> predicate(Map<String, Float> counted) {
        NavigableMap<String, Float> words = new TreeMap<>(counted);
        return beginning -> share(words, beginning) >= MANY;
    }

    private static double share(NavigableMap<String, Float> words, String beginning) {
        return words.subMap(beginning, true, beginning + Character.MAX_VALUE, true).values().stream()
                .mapToDouble(Float::doubleValue).sum();
    }

    record Word(String word, Float share) {}
}
