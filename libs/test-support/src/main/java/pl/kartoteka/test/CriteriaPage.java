package pl.kartoteka.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.criteria.Operator;
import pl.kartoteka.criteria.Spelling;

/** {@code docs/criteria.md}, to which both services that read criteria are held: what one takes, the other cannot lose unseen. */
public record CriteriaPage(List<Row> rows, Map<String, Set<String>> operators) {
    private static final Path FILE = Path.of("../docs/criteria.md");
    private static final Pattern FIELD = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|.*");
    private static final Pattern KIND = Pattern.compile("\\| ([a-z/, ]+) \\| `([A-Za-z ]+)` \\|");
    private static final String YES = "yes";

    /** @param values the only ones it can have, folded; empty when any goes */
    public record Row(String name, String kind, Set<String> values, String filters, String segments) {
        public boolean isInFilters() {
            return filters.equals(YES);
        }

        public boolean isInSegments() {
            return segments.equals(YES);
        }

        /** A filter of which nobody says why segments have none like it. */
        public boolean isMissingInSegments() {
            return isInFilters() && !isInSegments() && !segments.startsWith("no: ");
        }
    }

    public static CriteriaPage read() {
        try {
            List<String> lines = Files.readAllLines(FILE);
            return new CriteriaPage(
                    lines.stream().map(FIELD::matcher).filter(line -> line.matches())
                            .map(line -> row(line.group(1), line.group(2).split(": "), line.group(3), line.group(4)))
                            .toList(),
                    lines.stream().map(KIND::matcher).filter(line -> line.matches())
                            .flatMap(line -> Stream.of(line.group(1).split(", "))
                                    .map(kind -> Map.entry(kind, Set.of(line.group(2).split(" ")))))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE.toAbsolutePath(), e);
        }
    }

    /** Kinds by the names of fields. */
    public Map<String, String> kinds(Predicate<Row> wanted) {
        return rows.stream().filter(wanted)
                .collect(Collectors.toMap(Row::name, Row::kind, (_, last) -> last, TreeMap::new));
    }

    /** As the page calls it. */
    public static String kind(Field field) {
        boolean code = field.spelling() == Spelling.CODE;
        return switch (field.type()) {
            case TEXT -> code ? "code" : "text";
            case SET -> code ? "set of codes" : "set";
            case NUMBER -> "number";
            case FLAG -> "yes/no";
            case DAY -> "day";
            case MOMENT -> "instant";
            case SEGMENT -> "members";
            case CUSTOM -> "custom";
        };
    }

    public static Set<String> operators(FieldType type) {
        return Arrays.stream(Operator.values()).filter(operator -> operator.appliesTo(type)).map(Operator::jsonName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Row row(String name, String[] kind, String filters, String segments) {
        return new Row(
                name, kind[0],
                kind.length == 1
                        ? Set.of()
                        : Stream.of(kind[1].split(", ")).map(Spelling.WORDS::fold).collect(Collectors.toSet()),
                filters, segments);
    }
}
