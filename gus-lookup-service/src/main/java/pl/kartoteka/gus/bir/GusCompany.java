package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Pkd;
import pl.kartoteka.gus.register.RegisterAddress;

/** An entity of the REGON register, its rows merged and completed from the full reports. */
public record GusCompany(
        String regon,
        @Nullable String nip,
        @Nullable String nipStatus,
        @Nullable String krs,
        Kind kind,
        String name,
        @Nullable String shortName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Coded legalForm,
        @Nullable Coded specialLegalForm,
        @Nullable Coded ownership,
        @Nullable String registryName,
        @Nullable RegisterAddress address,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate suspendedOn,
        @Nullable LocalDate resumedOn,
        @Nullable LocalDate endedOn,
        @Nullable LocalDate removedOn,
        @Nullable LocalDate bankruptOn,
        @Nullable LocalDate bankruptcyEndedOn,
        List<Pkd> pkd,
        List<Activity> activities) {

    public enum Kind {
        LEGAL_PERSON, SOLE_TRADER, LOCAL_UNIT_OF_LEGAL_PERSON, LOCAL_UNIT_OF_SOLE_TRADER
    }

    /** An entry of one of GUS's dictionaries. */
    public record Coded(String code, @Nullable String name) {}

    /** One row (silo) of the register: a sole trader has up to three. */
    public record Activity(Silo silo, String name, @Nullable LocalDate endedOn) {}

    public enum Silo {
        CEIDG, AGRICULTURAL, OTHER, REMOVED_BEFORE_2014, LEGAL_PERSON
    }
}
