package pl.kartoteka.sandbox.company;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import pl.kartoteka.sandbox.http.Json;
import pl.kartoteka.sandbox.http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All the invented companies, read from {@code companies.json}; what they say of themselves can be changed. */
public record Companies(List<Company> companies, List<ForeignCompany> foreign) {

    public Companies {
        companies = new CopyOnWriteArrayList<>(companies);
    }

    private static final Set<String> FIXED = Set.of("nip", "regon", "kind", "note");

    public static Companies load() {
        try (var json = Objects.requireNonNull(Companies.class.getResourceAsStream("/companies.json"))) {
            return Json.read(json, Companies.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Company> byNip(String nip) {
        return companies.stream().filter(company -> company.nip().equals(nip)).findFirst();
    }

    /** Replaces what the fields of a JSON object name; numbers stay what they are. */
    public Optional<Company> change(String nip, JsonNode fields) {
        return byNip(nip).map(company -> {
            var json = (ObjectNode) Json.tree(Json.bytes(company));
            fields.properties().stream()
                    .filter(field -> !FIXED.contains(field.getKey()))
                    .forEach(field -> json.set(field.getKey(), merged(json.path(field.getKey()), field.getValue())));
            var changed = Json.read(new ByteArrayInputStream(Json.bytes(json)), Company.class);
            companies.replaceAll(known -> known.nip().equals(nip) ? changed : known);
            return changed;
        });
    }

    private static JsonNode merged(JsonNode before, JsonNode change) {
        if (!(before instanceof ObjectNode object) || !change.isObject()) {
            return change;
        }
        change.properties().forEach(field -> object.set(field.getKey(), field.getValue()));
        return object;
    }

    public Optional<Company> byRegon(String regon) {
        return companies.stream().filter(company -> company.regon().equals(regon)).findFirst();
    }

    public Optional<Company> byKrs(String krs) {
        return companies.stream().filter(company -> krs.equals(company.krs())).findFirst();
    }

    public Optional<ForeignCompany> byVatNumber(String vatNumber) {
        return foreign.stream().filter(company -> company.vatNumber().equals(vatNumber)).findFirst();
    }

    /** What a person or a program may ask the simulators about. */
    public Reply list() {
        var list = new ArrayList<Map<String, String>>();
        for (var company : companies) {
            var entry = entry(company.name(), company.kind().name(), company.note());
            if (!company.nip().isEmpty()) {
                entry.put("nip", company.nip());
            }
            entry.put("regon", company.regon());
            Optional.ofNullable(company.krs()).ifPresent(krs -> entry.put("krs", krs));
            list.add(entry);
            for (var unit : company.localUnits()) {
                var branch = entry(unit.name(), "LOCAL_UNIT", "Jednostka lokalna: " + company.name());
                branch.put("nip", company.nip());
                branch.put("regon", unit.regon());
                list.add(branch);
            }
        }
        for (var company : foreign) {
            var entry = entry(company.name(), "FOREIGN", company.note());
            entry.put("vatNumber", company.vatNumber());
            list.add(entry);
        }
        return Reply.json(200, list);
    }

    private static Map<String, String> entry(String name, String kind, String note) {
        var entry = new LinkedHashMap<String, String>();
        entry.put("name", name);
        entry.put("kind", kind);
        entry.put("note", note);
        return entry;
    }
}
