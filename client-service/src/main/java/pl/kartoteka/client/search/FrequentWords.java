package pl.kartoteka.client.search;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The words of many clients, as PostgreSQL has last counted them: {@code sp}, {@code Warszawa}, {@code Anna}. An index reads
 * through all of them for each; where something rarer stands beside them, that is looked up and they are looked for in what it finds.
 */
@Component
class FrequentWords {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final float COUNTED = 0.0005f;

    private final Mono<Shares> shares;

    FrequentWords(DatabaseClient database) {
        this.shares = database.sql("select word, share from words_of_many(:least)")
                .bind("least", COUNTED)
                .mapProperties(Word.class)
                .all()
                .filter(word -> !word.isOfLikeness())
                .collectList()
                .map(Shares::new)
                .cache(_ -> KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<Shares> shares() {
        return shares;
    }

    /** What part of all clients has something in a word; nothing where no frequent word has it. */
    record Shares(List<Word> words) {
        double beginning(String text) {
            return sum(word -> word.startsWith(text));
        }

        /** Those that are known to be words of many. */
        Set<String> among(Set<String> given) {
            return words.stream().map(Word::word).filter(given::contains).collect(Collectors.toSet());
        }

        double anywhere(String text) {
            return sum(word -> word.contains(text));
        }

        private double sum(Predicate<String> has) {
            return words.stream().filter(word -> has.test(word.word())).mapToDouble(Word::share).sum();
        }
    }

    record Word(String word, Float share) {
        /** Made of a name or an address, for near duplicates; no search is for it. */
        boolean isOfLikeness() {
            return word.indexOf(':') >= 0;
        }
    }
}
