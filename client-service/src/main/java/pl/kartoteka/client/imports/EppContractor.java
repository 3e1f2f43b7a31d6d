package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import pl.kartoteka.client.identifier.EuVatNumber;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.imports.SourceRow.Cell;

/** A record of the section KONTRAHENCI in the words of the card. Columns beyond 27 are read with care: versions differ. */
final class EppContractor {
    static final String SECTION = "KONTRAHENCI";
    static final String GROUPS = "GRUPYKONTRAHENTOW";
    static final String TRAITS = "CECHYKONTRAHENTOW";

    private static final String POLAND = "PL";
    private static final String NIP = "NIP";
    private static final Set<String> PEOPLE = Set.of("4", "5", "6", "7", "8", "9");
    /** What a card has no place for, by its position. */
    private static final Map<String, List<Integer>> NO_PLACE = noPlace();

    private final List<String> fields;
    private final EppOrigin origin;
    private final List<Cell> cells = new ArrayList<>();
    private final List<String> notTaken = new ArrayList<>();

    private EppContractor(List<String> fields) {
        this.fields = fields;
        this.origin = EppOrigin.of(fields);
    }

    static EppContractor of(List<String> fields) {
        var contractor = new EppContractor(fields);
        contractor.read();
        return contractor;
    }

    List<Cell> cells() {
        return cells;
    }

    /** What it says that is in none of the cells. */
    List<String> notTaken() {
        return notTaken;
    }

    private void read() {
        add("kod", "code", at(2));
        add("nazwa skrócona", "shortName", at(3));
        add("nazwa pełna", "name", at(4).isEmpty() ? at(3) : at(4));
        address();
        taxNumber(at(8));
        add("REGON", "regon", at(9));
        add("telefon", "phone", at(10));
        add("e-mail", "email", at(13));
        add("WWW", "site", at(14));
        add("analityka dostawcy", "accounting.payablesAccount", at(16));
        add("analityka odbiorcy", "accounting.receivablesAccount", at(17));
        // A person with a number that only businesses have is in business: a company of ours.
        boolean business = cells.stream()
                .anyMatch(cell -> cell.field().equals("regon") || cell.field().equals("euVatNumber"));
        add("rodzaj", "kind", PEOPLE.contains(at(1)) && !business ? "PERSON" : "COMPANY");
        NO_PLACE.forEach((name, positions) -> {
            if (positions.stream().anyMatch(position -> !at(position).isBlank())) {
                notTaken.add(name);
            }
        });
    }

    private void address() {
        int before = cells.size();
        add("miejscowość", "address.city", at(5));
        add("kod pocztowy", "address.postalCode", at(6));
        StreetLine street = StreetLine.of(at(7));
        add("ulica", "address.street", street.street());
        add("ulica", "address.building", street.building());
        add("ulica", "address.unit", street.unit());
        if (cells.size() > before && !origin.country().equals(POLAND)) {
            add("kraj", "address.country", origin.country());
        }
    }

    /** With the prefix of another country, or from one, the number is that country's; a card has only those of the Union. */
    private void taxNumber(String number) {
        String prefixed = EuVatNumber.normalised(number);
        boolean hasPrefix = prefixed.length() > 2 && prefixed.substring(0, 2).chars().allMatch(Character::isLetter);
        String foreign = hasPrefix ? prefixed : origin.vatPrefix() + prefixed;
        if (number.isEmpty() || origin.vatPrefix().equals(POLAND) && !hasPrefix || prefixed.startsWith(POLAND)) {
            add(NIP, "nip", number);
        } else if (origin.vatPrefix().isEmpty() && !hasPrefix || hasPrefix && !EuVatNumber.isCountry(foreign)) {
            if (Nip.isValid(Nip.normalised(number))) {
                add(NIP, "nip", number);
            } else {
                notTaken.add(NIP);
            }
        } else {
            add(NIP, "euVatNumber", foreign);
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

    private static Map<String, List<Integer>> noPlace() {
        var positions = new LinkedHashMap<String, List<Integer>>();
        positions.put("faks", List.of(11));
        positions.put("teleks", List.of(12));
        positions.put("osoba kontaktowa", List.of(15));
        IntStream.rangeClosed(1, 8).forEach(field -> positions.put("pole własne " + field, List.of(17 + field)));
        positions.put("rachunek bankowy", List.of(26, 27));
        return positions;
    }
}
