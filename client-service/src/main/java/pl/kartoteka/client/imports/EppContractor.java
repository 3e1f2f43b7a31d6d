package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import pl.kartoteka.client.imports.SourceRow.Cell;

/** A record of the section KONTRAHENCI in the words of the card. Columns beyond 27 are read with care: versions differ. */
final class EppContractor {
    static final String SECTION = "KONTRAHENCI";
    static final String GROUPS = "GRUPYKONTRAHENTOW";
    static final String TRAITS = "CECHYKONTRAHENTOW";

    private static final Set<String> PEOPLE = Set.of("4", "5", "6", "7", "8", "9");
    private static final Pattern BUILDING = Pattern.compile("(.*\\S)\\s+(\\d+\\s?[A-Za-z]?)(?:\\s*/\\s*(\\w+))?");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int EU_PREFIX = 29;

    private final List<String> fields;
    private final List<Cell> cells = new ArrayList<>();

    private EppContractor(List<String> fields) {
        this.fields = fields;
    }

    static List<Cell> cells(List<String> fields) {
        var contractor = new EppContractor(fields);
        contractor.read();
        return contractor.cells;
    }

    private void read() {
        // A person with a REGON is in business: a company of ours.
        boolean person = PEOPLE.contains(at(1)) && at(9).isEmpty();
        add("rodzaj", "kind", person ? "PERSON" : "COMPANY");
        add("kod", "code", at(2));
        add("nazwa skrócona", "shortName", at(3));
        add("nazwa pełna", "name", at(4).isEmpty() ? at(3) : at(4));
        add("miejscowość", "address.city", at(5));
        add("kod pocztowy", "address.postalCode", at(6));
        street(at(7));
        taxNumber(at(8), at(EU_PREFIX));
        add("REGON", "regon", at(9));
        add("telefon", "phone", at(10));
        add("e-mail", "email", at(13));
        add("WWW", "site", at(14));
        add("analityka dostawcy", "accounting.payablesAccount", at(16));
        add("analityka odbiorcy", "accounting.receivablesAccount", at(17));
    }

    private void street(String written) {
        Matcher parts = BUILDING.matcher(written);
        if (parts.matches()) {
            add("ulica", "address.street", parts.group(1));
            add("ulica", "address.building", parts.group(2));
            add("ulica", "address.unit", parts.group(3) == null ? "" : parts.group(3));
        } else {
            add("ulica", "address.street", written);
        }
    }

    /** With the prefix of another country the number is that country's. */
    private void taxNumber(String number, String prefix) {
        boolean foreign = COUNTRY.matcher(prefix).matches() && !prefix.equals("PL");
        if (foreign && !number.isEmpty()) {
            add("NIP", "euVatNumber", number.startsWith(prefix) ? number : prefix + number);
            add("prefiks UE", "address.country", prefix.equals("EL") ? "GR" : prefix);
        } else {
            add("NIP", "nip", number);
        }
    }

    private void add(String column, String field, String text) {
        if (!text.isBlank()) {
            cells.add(new Cell(column, field, text));
        }
    }

    /** @param position as the specification counts, from 1 */
    private String at(int position) {
        return position <= fields.size() ? fields.get(position - 1) : "";
    }
}
