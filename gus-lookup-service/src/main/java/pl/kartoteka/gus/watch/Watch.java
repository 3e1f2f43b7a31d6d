package pl.kartoteka.gus.watch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.bir.DailyChanges;
import pl.kartoteka.gus.identifier.EuVatNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.lookup.RegisterLookups;
import pl.kartoteka.gus.lookup.RegisterLookups.Asked;
import pl.kartoteka.gus.register.Priority;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Verifies what is due. An outage or a spent quota only puts it off: nothing is concluded from silence. */
@Component
class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final WatchList watchList;
    private final RegisterLookups lookups;
    private final DailyChanges changes;
    private final WatchProperties properties;
    private final Clock clock;

    Watch(WatchList watchList, RegisterLookups lookups, DailyChanges changes, WatchProperties properties, Clock clock) {
        this.watchList = watchList;
        this.lookups = lookups;
        this.changes = changes;
        this.properties = properties;
        this.clock = clock;
    }

    /** One turn; how many companies were due in it. */
    Mono<Integer> turn() {
        return watchList.due().collectList().flatMap(due -> due.isEmpty() ? Mono.just(0) : verify(due));
    }

    private Mono<Integer> verify(List<WatchList.Due> due) {
        var roundBegan = due.stream().collect(Collectors.toMap(WatchList.Due::nip, WatchList.Due::roundBegan));
        return Flux.fromIterable(properties.registers())
                .flatMap(register -> ask(register, roundBegan))
                .collectList()
                .flatMap(told -> settle(roundBegan.keySet(), told))
                .thenReturn(due.size());
    }

    /** What was kept before the round of a company began is no answer in it. */
    private Mono<Told> ask(Register register, Map<String, Instant> roundBegan) {
        var questions = new HashMap<Question, String>();
        roundBegan.keySet().forEach(nip -> questions.put(question(register, new Nip(nip)), nip));
        return lookups.findTogether(register, List.copyOf(questions.keySet()),
                question -> Objects.requireNonNull(roundBegan.get(questions.get(question))))
                .collectList()
                .contextWrite(Priority::background)
                .map(asked -> told(register, questions, asked));
    }

    private static Question question(Register register, Nip nip) {
        return register == Register.VIES
                ? new Question.ByVatNumber(EuVatNumber.of(nip))
                : new Question.ByNip(nip);
    }

    private static Told told(Register register, Map<Question, String> questions, List<Asked> asked) {
        var silent = new HashSet<>(questions.values());
        var regons = new HashMap<String, String>();
        for (var one : asked) {
            var nip = Objects.requireNonNull(questions.get(one.question()));
            switch (one) {
                case Asked.Answered(var _, var lookup) -> {
                    silent.remove(nip);
                    var data = lookup.answer().data();
                    if (register == Register.GUS && data != null && data.path("regon").isString()) {
                        regons.put(nip, data.path("regon").asString());
                    }
                }
                case Asked.Silent(var _, var failure) -> {
                    if (isFinal(failure)) {
                        silent.remove(nip);
                    }
                }
            }
        }
        return new Told(silent, regons);
    }

    /** Asking again would not help before somebody mends it, and the others need not wait for that. */
    private static boolean isFinal(RegisterFailure failure) {
        return switch (failure.reason()) {
            case NOT_CONFIGURED, REFUSED, INVALID_QUESTION -> true;
            default -> false;
        };
    }

    private Mono<Void> settle(Set<String> nips, List<Told> told) {
        var silent = new HashSet<String>();
        var regons = new HashMap<String, String>();
        told.forEach(one -> {
            silent.addAll(one.silent());
            regons.putAll(one.regons());
        });
        return watchList.knownAs(regons)
                .then(watchList.verified(nips.stream().filter(nip -> !silent.contains(nip)).toList()))
                .then(watchList.later(silent, properties.again()));
    }

    /** The reports of the days GUS still has, each read by one instance once. */
    Mono<Void> readDailyChanges() {
        var today = LocalDate.ofInstant(clock.instant(), WARSAW);
        return Flux.range(1, DailyChanges.DAYS)
                .map(today::minusDays)
                .concatMap(day -> Flux.fromIterable(DailyChanges.REPORTS).concatMap(report -> read(day, report)))
                .then();
    }

    private Mono<Long> read(LocalDate day, String report) {
        return watchList.claimReport(day, report)
                .flatMap(_ -> changes.of(day, report))
                .flatMap(regons -> watchList.bringForward(day, report, regons))
                .onErrorResume(RegisterFailure.class, failure -> {
                    LOG.info("Changes of {} are read later: {}", day, failure.getMessage());
                    return Mono.empty();
                });
    }

    private record Told(Set<String> silent, Map<String, String> regons) {}
}
