package pl.kartoteka.client.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.folding.Folding;
import pl.kartoteka.client.identifier.Pesel;
import pl.kartoteka.client.sensitive.SensitiveData;
import tools.jackson.databind.JsonNode;

/** By what it is known whom a refused row was about, without telling it: keyed hashes, as of those who were erased. */
@Component
class PersonMarks {
    private final SensitiveData sensitive;

    PersonMarks(SensitiveData sensitive) {
        this.sensitive = sensitive;
    }

    String ofPesel(String pesel) {
        return sensitive.fingerprint("pesel", pesel);
    }

    String ofClient(UUID client) {
        return sensitive.fingerprint("client", client.toString());
    }

    Set<String> of(RowCard row) {
        Set<String> marks = of(row.card());
        String pesel = Pesel.normalised(row.card().path("pesel").asString(""));
        if (!pesel.isEmpty()) {
            marks.add(ofPesel(pesel));
        }
        if (row.client() != null) {
            marks.add(ofClient(row.client()));
        }
        return marks;
    }

    /** @param card of a row, or as it is kept */
    Set<String> of(JsonNode card) {
        var marks = new HashSet<String>();
        String firstName = card.path("firstName").asString("");
        String lastName = card.path("lastName").asString("");
        add(marks, "name", named(card.path("name").asString("")));
        add(marks, "name", named(firstName.isEmpty() || lastName.isEmpty() ? "" : firstName + " " + lastName));
        add(marks, "nip", card.path("nip").asString(""));
        add(marks, "regon", card.path("regon").asString(""));
        card.path("emails").forEach(email -> add(marks, "email",
                email.path("address").asString("").toLowerCase(Locale.ROOT)));
        card.path("phones").forEach(phone -> add(marks, "phone", phone.path("number").asString("")));
        String peselMark = card.path("peselMark").asString("");
        if (!peselMark.isEmpty()) {
            marks.add(peselMark);
        }
        return marks;
    }

    private void add(Set<String> marks, String kind, String value) {
        if (!value.isEmpty()) {
            marks.add(sensitive.fingerprint(kind, value));
        }
    }

    private static String named(String name) {
        return Folding.searchForm(name).strip().replaceAll(" +", " ");
    }
}
