package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Pkd;
import pl.kartoteka.gus.register.RegisterAddress;

/** What an entity does: one activity for a legal person, up to one for each silo of a sole trader. */
record GusActivities(String regon, List<GusActivity> activities) {

    /** @param pkdPublished false for what was removed before 2014-11-08, whose codes the register does not give */
    record GusActivity(
            GusCompany.Silo silo,
            String name,
            @Nullable String shortName,
            @Nullable RegisterAddress address,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate suspendedOn,
            @Nullable LocalDate resumedOn,
            @Nullable LocalDate endedOn,
            @Nullable LocalDate removedOn,
            @Nullable LocalDate bankruptOn,
            List<Pkd> pkd,
            boolean pkdPublished) {}
}
