package pl.kartoteka.client.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.EuVatNumber;
import pl.kartoteka.client.identifier.KrsNumber;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.identifier.Pesel;
import pl.kartoteka.client.identifier.Regon;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which client a row means, by what it says itself.
 *
 * @param id of a client of ours, as written
 * @param code of the file's system
 * @param nip that is the client's own
 * @param numbers by which a client is known besides, where the row has them valid
 * @param fingerprint of all that the row says, in whatever order its columns stand
 */
record RowIdentity(@Nullable String id, @Nullable String code, @Nullable String nip, List<Number> numbers,
        UUID fingerprint) {
    /** A number as clients are looked for by it; of a PESEL only what tells that it is the same. */
    record Number(Kind kind, String value) {
        /** How long the REGON of a local unit is. */
        static final int LOCAL_UNIT = 14;

        enum Kind {
            EU_VAT("euVatNumber"), REGON("regon"), KRS("krs"), PESEL("pesel");

            private final String field;

            Kind(String field) {
                this.field = field;
            }

            String field() {
                return field;
            }
        }

        String key() {
            return kind.field() + ":" + value;
        }

        /** Of a row that has a NIP besides. */
        String keyBesideNip() {
            return "nip+" + key();
        }
    }

    /**
     * By what rows of a file are one client.
     *
     * @param left for the rows after it to find
     * @param sought among what the rows before it have left
     */
    record Keys(List<String> left, List<String> sought) {
        static Keys same(List<String> keys) {
            return new Keys(keys, keys);
        }
    }

    /** What tells of a row before all of it is understood. */
    record Said(@Nullable String id, @Nullable String code, @Nullable String headOfficeNip, boolean below) {}

    static RowIdentity of(SourceRow row, ObjectNode card, Said said, UnaryOperator<String> peselMark) {
        String nip = card.path("nip").asString("");
        boolean own = Nip.isValid(nip) && !nip.equals(said.headOfficeNip());
        return new RowIdentity(said.id(), said.code(), own ? nip : null, numbers(card, said.below(), peselMark),
                fingerprint(row));
    }

    /** By what the row is known again from file to file. */
    String key() {
        if (id != null) {
            return "id:" + id;
        }
        if (code != null) {
            return "code:" + code;
        }
        if (nip != null) {
            return nipKey(nip);
        }
        return numbers.isEmpty() ? rowKey() : numbers.getFirst().key();
    }

    String rowKey() {
        return "row:" + fingerprint;
    }

    /**
     * By what it must not be in a file twice. With a code of its own a row may have numbers in common with others, and so may two that have
     * different NIPs: as among clients, a number tells only where one of them has no NIP.
     *
     * @param belowById whether it may have the NIP of a head office that it names by id
     */
    Keys keys(boolean belowById) {
        if (id != null) {
            return Keys.same(List.of(key()));
        }
        if (code != null) {
            return Keys.same(nip == null || belowById ? List.of(key()) : List.of(key(), nipKey(nip)));
        }
        if (nip == null && numbers.isEmpty()) {
            return Keys.same(List.of(rowKey()));
        }
        List<String> plain = numbers.stream().map(Number::key).toList();
        List<String> besideNip = numbers.stream().map(Number::keyBesideNip).toList();
        return nip == null
                ? new Keys(plain, joined(plain, besideNip))
                : new Keys(joined(List.of(nipKey(nip)), besideNip), joined(List.of(nipKey(nip)), plain));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    static String nipKey(String nip) {
        return "nip:" + nip;
    }

    /** Only its REGON of a local unit is a branch's own; its other numbers are those of the whole. */
    private static List<Number> numbers(ObjectNode card, boolean below, UnaryOperator<String> peselMark) {
        var numbers = new ArrayList<Number>();
        if (!below) {
            add(numbers, Number.Kind.EU_VAT, EuVatNumber.normalised(text(card, "euVatNumber")), EuVatNumber::isValid);
        }
        add(numbers, Number.Kind.REGON, Regon.normalised(text(card, "regon")),
                regon -> Regon.isValid(regon) && (!below || regon.length() == Number.LOCAL_UNIT));
        if (!below) {
            add(numbers, Number.Kind.KRS, KrsNumber.normalised(text(card, "krs")), KrsNumber::isValid);
        }
        String pesel = Pesel.normalised(text(card, "pesel"));
        if (Pesel.isValid(pesel)) {
            numbers.add(new Number(Number.Kind.PESEL, peselMark.apply(pesel)));
        }
        return List.copyOf(numbers);
    }

    private static void add(List<Number> numbers, Number.Kind kind, String value, Predicate<String> valid) {
        if (valid.test(value)) {
            numbers.add(new Number(kind, value));
        }
    }

    private static String text(ObjectNode card, String field) {
        return card.path(field).asString("");
    }

    private static UUID fingerprint(SourceRow row) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            row.cells().stream().map(cell -> cell.field() + "\u0000" + cell.text() + "\u0001").sorted()
                    .forEach(cell -> digest.update(cell.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Tells nobody who it is. */
    @Override
    public String toString() {
        return "row " + fingerprint;
    }
}
