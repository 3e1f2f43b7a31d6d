package pl.kartoteka.gus.company;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.answer.KeptAnswer;
import pl.kartoteka.gus.bir.GusCompany;
import pl.kartoteka.gus.ceidg.CeidgBusiness;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.lookup.Freshness;
import pl.kartoteka.gus.lookup.Lookup;
import pl.kartoteka.gus.lookup.RegisterUnavailable;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.vies.ViesAnswer;
import pl.kartoteka.gus.whitelist.WhiteListEntry;
import tools.jackson.databind.json.JsonMapper;

/** Puts the answers of the registers together, field by field. */
@Component
class CompanyAssembly {
    private final JsonMapper json;

    CompanyAssembly(JsonMapper json) {
        this.json = json;
    }

    CompanyResponse assemble(Nip nip, List<Lookup> lookups, List<RegisterUnavailable> unavailable) {
        var picked = new Picked(lookups);
        var outcome = outcome(lookups, unavailable);
        var parts = new EnumMap<Register, RegisterPart>(Register.class);
        lookups.forEach(lookup -> parts.put(lookup.answer().register(), RegisterPart.of(lookup)));
        unavailable.forEach(silent -> parts.put(silent.register(), RegisterPart.of(silent)));
        return new CompanyResponse(
                nip.digits(),
                outcome,
                lookups.stream().map(lookup -> lookup.answer().environment()).min(Comparator.naturalOrder())
                        .orElseThrow(),
                lookups.stream().map(lookup -> lookup.answer().checkedAt()).min(Comparator.naturalOrder())
                        .orElseThrow(),
                lookups.stream().map(Lookup::freshness).max(Comparator.naturalOrder()).orElse(Freshness.FRESH),
                outcome == Outcome.FOUND ? company(nip, picked) : null,
                picked.provenance,
                outcome == Outcome.FOUND ? picked.disagreements() : List.of(),
                List.copyOf(parts.values()),
                unavailable.stream().map(RegisterUnavailable::register).sorted().toList());
    }

    /** No outage may look like an absence: a company is absent only when all registers say so. */
    private static Outcome outcome(List<Lookup> lookups, List<RegisterUnavailable> unavailable) {
        if (lookups.stream().anyMatch(lookup -> lookup.answer().outcome() == Outcome.FOUND)) {
            return Outcome.FOUND;
        }
        return unavailable.isEmpty() ? Outcome.NOT_FOUND : Outcome.UNKNOWN;
    }

    private static Company company(Nip nip, Picked picked) {
        return new Company(
                nip.digits(),
                picked.value(CompanyField.NAME),
                picked.value(CompanyField.REGISTERED_NAME),
                picked.value(CompanyField.SHORT_NAME),
                picked.value(CompanyField.KIND),
                picked.value(CompanyField.FIRST_NAME),
                picked.value(CompanyField.LAST_NAME),
                picked.value(CompanyField.REGON),
                picked.value(CompanyField.KRS),
                picked.value(CompanyField.LEGAL_FORM),
                picked.value(CompanyField.STATUS),
                picked.value(CompanyField.ADDRESS),
                picked.value(CompanyField.CORRESPONDENCE_ADDRESS),
                picked.value(CompanyField.PKD),
                picked.value(CompanyField.EMAIL),
                picked.value(CompanyField.PHONE),
                picked.value(CompanyField.WEBSITE),
                picked.value(CompanyField.STARTED_ON),
                picked.value(CompanyField.SUSPENDED_ON),
                picked.value(CompanyField.ENDED_ON),
                picked.value(CompanyField.VAT_STATUS),
                picked.value(CompanyField.ACCOUNT_NUMBERS),
                picked.value(CompanyField.EU_VAT_ACTIVE));
    }

    private @Nullable RegisterFacts facts(KeptAnswer answer) {
        var data = answer.data();
        if (data == null) {
            return null;
        }
        return switch (answer.register()) {
            case GUS -> RegisterFacts.of(json.treeToValue(data, GusCompany.class));
            case CEIDG -> RegisterFacts.of(json.treeToValue(data, CeidgBusiness.class));
            case WHITE_LIST -> {
                var subject = json.treeToValue(data, WhiteListEntry.class).subject();
                yield subject == null ? null : RegisterFacts.of(subject);
            }
            case VIES -> RegisterFacts.of(json.treeToValue(data, ViesAnswer.class));
        };
    }

    /** Takes each field from the first register of its precedence that says anything, and remembers which it was. */
    private final class Picked {
        private final Map<String, Provenance> provenance = new LinkedHashMap<>();
        private final Map<Register, RegisterFacts> facts = new EnumMap<>(Register.class);
        private final Map<Register, Lookup> lookups = new EnumMap<>(Register.class);

        Picked(List<Lookup> answered) {
            for (var lookup : answered) {
                var said = facts(lookup.answer());
                if (said != null) {
                    facts.put(lookup.answer().register(), said);
                    lookups.put(lookup.answer().register(), lookup);
                }
            }
        }

        <T> @Nullable T value(CompanyField<T> field) {
            for (var register : field.precedence()) {
                var said = facts.get(register);
                var lookup = lookups.get(register);
                var value = said == null ? null : said.value(field);
                if (value != null && lookup != null) {
                    provenance.put(field.name(), new Provenance(register, lookup.answer().checkedAt(),
                            lookup.freshness() == Freshness.STALE));
                    return value;
                }
            }
            return null;
        }

        /** Fields of which at least one register contradicts the one that wins. */
        List<Disagreement> disagreements() {
            return CompanyField.ALL.stream().flatMap(field -> disagreement(field).stream()).toList();
        }

        private <T> Optional<Disagreement> disagreement(CompanyField<T> field) {
            var said = new ArrayList<Disagreement.Said>();
            T winning = null;
            var contradicted = false;
            for (var register : field.precedence()) {
                var source = facts.get(register);
                var value = source == null ? null : source.value(field);
                if (value != null) {
                    said.add(new Disagreement.Said(register, value));
                    contradicted |= winning != null && !field.agree().test(winning, value) && !namesOwner(field, value);
                    winning = winning == null ? value : winning;
                }
            }
            return contradicted ? Optional.of(new Disagreement(field.name(), said)) : Optional.empty();
        }

        /** Tax registers know a sole trader by the person's name, the others by that of the business. */
        private boolean namesOwner(CompanyField<?> field, Object value) {
            var first = value(CompanyField.FIRST_NAME);
            var last = value(CompanyField.LAST_NAME);
            return field == CompanyField.NAME && first != null && last != null
                    && (Agreement.names(first + " " + last, value.toString())
                            || Agreement.names(last + " " + first, value.toString()));
        }
    }
}
