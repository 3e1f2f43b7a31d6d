package pl.kartoteka.http;

import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ids that stand in a text, wherever they stand. */
final class MentionedIds {
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private MentionedIds() {}

    static Set<UUID> in(String... texts) {
        return Stream.of(texts)
                .flatMap(text -> ID.matcher(text).results())
                .map(MatchResult::group)
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }
}
