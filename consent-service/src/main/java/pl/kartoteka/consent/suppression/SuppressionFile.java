package pl.kartoteka.consent.suppression;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.client.AddressHash;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.documents.CsvFile;
import pl.kartoteka.documents.CsvShape;
import pl.kartoteka.problem.InvalidInput;

/**
 * A CSV file of whom not to contact. Columns by name, in any order: {@code email}, {@code phone}, or {@code address} with
 * {@code channel}; or {@code clientId}; and {@code reason}. A file with one column and no names is a list of addresses.
 */
final class SuppressionFile {
    private static final List<String> COLUMNS = List.of("email", "phone", "address", "clientid", "channel", "reason");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\x00]{1,64}@[^\\s@\\x00]{1,255}");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}");

    private final AddressHash hash;

    SuppressionFile(AddressHash hash) {
        this.hash = hash;
    }

    /** The rows as they will be kept: addresses are hashed, what is wrong is noted by column. */
    List<ImportRow> read(byte[] content) {
        byte[] sample = java.util.Arrays.copyOf(content, Math.min(content.length, CsvShape.SAMPLE));
        var rows = new ArrayList<ImportRow>();
        try (CsvFile file = CsvFile.open(new ByteArrayInputStream(content), CsvShape.detected(sample))) {
            List<String> columns = columns(file.columns());
            while (file.hasNext()) {
                CsvFile.Row row = file.next();
                rows.add(row(row.line(), named(columns, row.cells())));
            }
        } catch (CsvFile.Unreadable _) {
            throw new InvalidInput("file", "file.unreadable");
        }
        if (rows.isEmpty()) {
            throw new InvalidInput("file", "file.empty");
        }
        return rows;
    }

    private static List<String> columns(List<String> names) {
        List<String> columns = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .toList();
        if (columns.isEmpty()) {
            return List.of("address");
        }
        if (columns.stream().noneMatch(COLUMNS.subList(0, 4)::contains)) {
            throw new InvalidInput("file", "suppression.columns");
        }
        return columns;
    }

    private static Map<String, String> named(List<String> columns, List<String> cells) {
        var named = new HashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            String cell = cells.get(i).strip();
            if (!cell.isEmpty()) {
                named.put(columns.get(i), cell);
            }
        }
        return named;
    }

    private ImportRow row(long line, Map<String, String> cells) {
        var mistakes = new ArrayList<String>();
        Channel channel = one(Channel.class, "channel", cells, mistakes);
        SuppressionReason reason = one(SuppressionReason.class, "reason", cells, mistakes);
        UUID clientId = clientId(cells.get("clientid"), mistakes);
        String email = cells.get("email");
        String phone = cells.get("phone");
        String address = cells.get("address");
        if (address != null) {
            boolean mail = channel == Channel.EMAIL || channel == null && address.contains("@");
            email = mail ? address : email;
            phone = mail ? phone : address;
        }
        int given = (email == null ? 0 : 1) + (phone == null ? 0 : 1) + (cells.containsKey("clientid") ? 1 : 0);
        if (given != 1) {
            mistakes.add("address:suppression.whom");
        }
        String addressHash = null;
        if (given == 1 && email != null) {
            channel = Channel.EMAIL;
            addressHash = hashed(EMAIL, email, "email:email.invalid", mistakes, hash::ofEmail);
        } else if (given == 1 && phone != null) {
            channel = channel == null ? Channel.SMS : channel;
            addressHash = hashed(PHONE, phone.replaceAll("[ ()-]", ""), "phone:phone.e164", mistakes, hash::ofPhone);
        }
        return new ImportRow(
                line,
                clientId,
                addressHash,
                channel == null ? null : channel.name(),
                reason == null ? SuppressionReason.MANUAL.name() : reason.name(),
                mistakes.isEmpty() ? null : String.join(" ", mistakes));
    }

    private static @Nullable String hashed(
            Pattern form, String address, String mistake, List<String> mistakes,
            java.util.function.UnaryOperator<String> hash) {
        if (!form.matcher(address).matches()) {
            mistakes.add(mistake);
            return null;
        }
        return hash.apply(address);
    }

    private static @Nullable UUID clientId(@Nullable String text, List<String> mistakes) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            mistakes.add("clientId:uuid.expected");
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E one(
            Class<E> type, String column, Map<String, String> cells, List<String> mistakes) {
        String text = cells.get(column);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            mistakes.add(column + ":enum.unknown");
            return null;
        }
    }
}
