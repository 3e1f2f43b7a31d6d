package pl.kartoteka.sandbox.gus;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import pl.kartoteka.sandbox.company.Company;

/** Which entities changed on which day, as the bulk reports list them. */
final class Changes {

    private static final String UPDATED = "BIR11AktualizowanePodmiotyPrawneOrazDzialalnosciOsFizycznych";
    private static final String STRUCK_OFF = "BIR11SkreslonePodmiotyPrawneOrazDzialalnosciOsFizycznych";

    private record Listed(LocalDate day, String report) {}

    private final Map<Listed, Set<String>> regons = new ConcurrentHashMap<>();

    void add(LocalDate day, Company company) {
        var report = company.struckOff() == null ? UPDATED : STRUCK_OFF;
        regons.computeIfAbsent(new Listed(day, report), _ -> ConcurrentHashMap.newKeySet()).add(company.regon());
    }

    Optional<Answer> report(LocalDate day, String report) {
        return Optional.ofNullable(regons.get(new Listed(day, report)))
                .map(listed -> Answer
                        .of(listed.stream().sorted().map(regon -> new Row().put("regon", regon)).toList()));
    }
}
