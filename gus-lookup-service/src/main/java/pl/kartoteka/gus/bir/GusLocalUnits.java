package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.RegisterAddress;

/** The local units of an entity; none where none is recorded. */
record GusLocalUnits(String regon, List<LocalUnit> localUnits) {

    /** @param regon of fourteen digits, by which its own report is asked for */
    record LocalUnit(
            String regon,
            @Nullable String name,
            GusCompany.@Nullable Silo silo,
            @Nullable RegisterAddress address,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate removedOn) {}
}
