package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;
import pl.kartoteka.gus.register.Priority;
import reactor.core.publisher.Mono;

/** Which entities the REGON register says changed on a day: new, updated, removed. */
@Component
public class DailyChanges {
    /** Each counts as one request; the reports on local units say nothing about their entities. */
    public static final List<String> REPORTS = List.of(
            "BIR11AktualizowanePodmiotyPrawneOrazDzialalnosciOsFizycznych",
            "BIR11SkreslonePodmiotyPrawneOrazDzialalnosciOsFizycznych",
            "BIR11NowePodmiotyPrawneOrazDzialalnosciOsFizycznych");
    /** How far back the register answers. */
    public static final int DAYS = 7;

    private final BirRegister register;

    DailyChanges(BirRegister register) {
        this.register = register;
    }

    /** REGON numbers of nine digits. */
    public Mono<Set<String>> of(LocalDate day, String report) {
        return register.changes(day, report).contextWrite(Priority::background);
    }
}
