package pl.kartoteka.gus.register;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.identifier.AccountNumber;
import pl.kartoteka.gus.identifier.EuVatNumber;
import pl.kartoteka.gus.identifier.KrsNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;

/** What a register is asked, by numbers whose checksums hold. */
public sealed interface Question {

    /** The question by its parts, as an auditor reads it. */
    Map<String, String> criteria();

    /** The NIP the question names, if it names one. */
    default Optional<Nip> nip() {
        return Optional.empty();
    }

    /** Whether the answer is the present state of a whole company, so that two answers can be compared. */
    boolean describesCompany();

    /** One line for one question: the key of the cache. */
    default String text() {
        return criteria().entrySet().stream()
                .map(criterion -> criterion.getKey() + "=" + criterion.getValue())
                .collect(Collectors.joining("&"));
    }

    /** By the number of one entity. */
    sealed interface Subject extends Question {}

    record ByNip(Nip value) implements Subject {
        @Override
        public Map<String, String> criteria() {
            return Map.of("nip", value.digits());
        }

        @Override
        public Optional<Nip> nip() {
            return Optional.of(value);
        }

        @Override
        public boolean describesCompany() {
            return true;
        }
    }

    record ByRegon(Regon value) implements Subject {
        @Override
        public Map<String, String> criteria() {
            return Map.of("regon", value.digits());
        }

        @Override
        public boolean describesCompany() {
            return value.digits().length() == 9;
        }
    }

    record ByKrs(KrsNumber value) implements Subject {
        @Override
        public Map<String, String> criteria() {
            return Map.of("krs", value.digits());
        }

        @Override
        public boolean describesCompany() {
            return true;
        }
    }

    record ByVatNumber(EuVatNumber value) implements Subject {
        @Override
        public Map<String, String> criteria() {
            return Map.of("vatNumber", value.text());
        }

        @Override
        public Optional<Nip> nip() {
            return value.nip();
        }

        @Override
        public boolean describesCompany() {
            return true;
        }
    }

    /** A taxpayer on the white list: as of today or a given day, and with or without the check of one account. */
    record OnWhiteList(Subject subject, @Nullable AccountNumber account, @Nullable LocalDate day) implements Question {
        public static final String DAY = "date";

        @Override
        public Map<String, String> criteria() {
            var criteria = new LinkedHashMap<>(subject.criteria());
            if (account != null) {
                criteria.put("account", account.digits());
            }
            if (day != null) {
                criteria.put(DAY, day.toString());
            }
            return criteria;
        }

        @Override
        public Optional<Nip> nip() {
            return subject.nip();
        }

        @Override
        public boolean describesCompany() {
            return account == null && day == null && subject.describesCompany();
        }
    }

    /** One of the reports of GUS that belong to an entity and are asked for apart. */
    record GusReport(Regon regon, Part part) implements Question {

        /** With the number of requests each needs at most, the search before it included. */
        public enum Part {
            LOCAL_UNITS(2), PARTNERS(2), ACTIVITIES(6);

            private final int requests;

            Part(int requests) {
                this.requests = requests;
            }

            public int requests() {
                return requests;
            }
        }

        @Override
        public Map<String, String> criteria() {
            var criteria = new LinkedHashMap<String, String>();
            criteria.put("regon", regon.digits());
            criteria.put("part", part.name());
            return criteria;
        }

        @Override
        public boolean describesCompany() {
            return false;
        }
    }
}
