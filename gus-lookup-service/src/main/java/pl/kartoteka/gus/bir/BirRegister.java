package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Proof;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Quota;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterConnection;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterGuard;
import pl.kartoteka.gus.register.RegisterGuards;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.register.Reply;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class BirRegister implements BusinessRegister {
    private static final Logger LOG = LoggerFactory.getLogger(BirRegister.class);

    private final Environment environment;
    private final @Nullable String key;
    private final String generation;
    private final RegisterGuard guard;
    private final Quota quota;
    private final BirSoap soap;
    private final BirSession session;

    BirRegister(BirProperties properties, RegisterGuards guards) {
        this.environment = properties.environment();
        this.key = properties.usableKey();
        this.generation = properties.report();
        var protection = properties.protection();
        this.guard = guards.around(Register.GUS, environment, protection);
        this.quota = guard.quota("requests", properties.limits());
        this.soap = new BirSoap(properties.address(),
                new RegisterConnection(Register.GUS, properties.address(), protection), guard, quota);
        this.session = new BirSession(Mono.defer(() -> soap.logIn(key)));
        if (key == null) {
            LOG.warn("GUS will not be asked: {} needs GUS_KEY, a personal key of BIR", environment);
        }
    }

    @Override
    public Register register() {
        return Register.GUS;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Mono<RegisterState> state() {
        return guard.state(key == null ? "no key of BIR is configured" : null);
    }

    @Override
    public Mono<Reply> ask(Question question) {
        return switch (question) {
            case Question.GusReport(var regon, var part) -> asked(part.requests(), new Question.ByRegon(regon),
                    (sid, unit) -> part(sid, unit, part));
            default -> asked(BirUnit.MOST_REQUESTS, question, this::complete);
        };
    }

    /** The REGON numbers in one of the reports on the changes of a day, which BIR has from the day after for a week. */
    Mono<Set<String>> changes(LocalDate day, String report) {
        return within(1, sid -> soap.ask(BirRequest.bulkReport(day, report), sid, key)).map(answer -> {
            if (!answer.found() && answer.code() != BirCode.NOTHING_FOUND) {
                throw answer.code().failure("a bulk report");
            }
            return answer.rows().stream().map(row -> row.required("regon")).collect(Collectors.toSet());
        });
    }

    /** Ends the session at the register, when there is one. */
    Mono<Void> logOut() {
        return session.end().flatMap(soap::logOut);
    }

    private Mono<Reply> asked(int requests, Question question, Completion completion) {
        return within(requests, sid -> search(sid, question).flatMap(found -> found.found()
                ? completion.complete(sid, new Found(checked(BirUnit.of(found.rows()), question), found))
                : nothing(found)));
    }

    private <T> Mono<T> within(int requests, Function<String, Mono<T>> work) {
        if (key == null) {
            return Mono.error(RegisterFailure.of(RegisterFailure.Reason.NOT_CONFIGURED, "no key of BIR"));
        }
        return guard.protect(quota, requests, session.within(work));
    }

    private Mono<BirAnswer> search(String sid, Question question) {
        return Mono.defer(() -> soap.ask(BirRequest.search(question), sid, key));
    }

    private static Mono<Reply> nothing(BirAnswer answer) {
        return answer.code() == BirCode.NOTHING_FOUND
                ? Mono.just(Reply.notFound(Proof.NONE, answer.raw()))
                : Mono.error(answer.code().failure("a search"));
    }

    /** An answer about another number than was asked is a broken one. */
    private static BirUnit checked(BirUnit unit, Question question) {
        var nip = unit.leading().text("Nip");
        var matches = switch (question) {
            case Question.ByNip(var asked) -> nip == null || nip.replace("-", "").equals(asked.digits());
            case Question.ByRegon(var asked) -> asked.digits().startsWith(unit.regon().substring(0, 9));
            default -> true;
        };
        if (!matches) {
            throw RegisterFailure.broken("BIR: an answer about another number");
        }
        return unit;
    }

    /** One after another: requests in parallel would only queue for the quota of three a second. */
    private Mono<Reply> complete(String sid, Found found) {
        var unit = found.unit();
        return report(sid, unit, unit.detailsReport())
                .flatMap(details -> report(sid, unit, unit.personReport())
                        .flatMap(person -> report(sid, unit, unit.pkdReport()).map(pkd -> {
                            var company = new BirReading(unit, details, person, pkd).company();
                            return reply(company.nip(), company, Stream.of(found.answer(), details, person, pkd));
                        })));
    }

    private Mono<Reply> part(String sid, Found found, Question.GusReport.Part part) {
        var unit = found.unit();
        var nip = unit.leading().text("Nip");
        return switch (part) {
            case LOCAL_UNITS -> report(sid, unit, unit.localUnitsReport())
                    .map(units -> reply(nip, BirParts.localUnits(unit, units), Stream.of(found.answer(), units)));
            case PARTNERS -> report(sid, unit, unit.partnersReport())
                    .map(partners -> reply(nip, BirParts.partners(unit, partners),
                            Stream.of(found.answer(), partners)));
            case ACTIVITIES -> Flux.fromIterable(unit.ofEachSilo())
                    .concatMap(silo -> report(sid, silo, silo.detailsReport()))
                    .collectList()
                    .flatMap(details -> report(sid, unit, unit.pkdReport())
                            .map(pkd -> reply(nip, BirParts.activities(unit, details, pkd), Stream.concat(
                                    Stream.of(found.answer(), pkd), details.stream()))));
        };
    }

    private static Reply reply(@Nullable String nip, Object data, Stream<BirAnswer> answers) {
        return Reply.found(nip, data, Proof.NONE, answers
                .map(BirAnswer::raw)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n")));
    }

    private Mono<BirAnswer> report(String sid, BirUnit unit, @Nullable String name) {
        if (name == null) {
            return Mono.just(BirAnswer.NOT_ASKED);
        }
        return soap.ask(BirRequest.fullReport(unit.regon(), unit.prefixed(generation, name)), sid, key)
                .flatMap(answer -> answer.code() == BirCode.UNKNOWN_REPORT
                        ? soap.ask(BirRequest.fullReport(unit.regon(), "BIR11" + name), sid, key)
                        : Mono.just(answer))
                .map(BirRegister::usable);
    }

    /** A report may have nothing to say; any other code is no answer. */
    private static BirAnswer usable(BirAnswer report) {
        return switch (report.code()) {
            case SUCCEEDED, NOTHING_FOUND, PKD_NOT_PUBLISHED, NOT_CIVIL_PARTNERSHIP, NO_PARTNERS_RECORDED -> report;
            default -> throw report.code().failure("a report");
        };
    }

    private record Found(BirUnit unit, BirAnswer answer) {}

    private interface Completion {
        Mono<Reply> complete(String sid, Found found);
    }
}
