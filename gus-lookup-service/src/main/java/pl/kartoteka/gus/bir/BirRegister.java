package pl.kartoteka.gus.bir;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.HttpReply;
import pl.kartoteka.gus.register.Proof;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Quota;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterConnection;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterGuard;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.register.Reply;
import reactor.core.publisher.Mono;

@Component
class BirRegister implements BusinessRegister {
    private static final Logger LOG = LoggerFactory.getLogger(BirRegister.class);
    private static final MediaType SOAP_12 = MediaType.parseMediaType("application/soap+xml;charset=utf-8");

    private final Environment environment;
    private final URI url;
    private final @Nullable String key;
    private final String generation;
    private final RegisterConnection connection;
    private final RegisterGuard guard;
    private final Quota quota;
    private final BirSession session;

    BirRegister(BirProperties properties, MeterRegistry meters, Clock clock) {
        this.environment = properties.environment();
        this.url = properties.address();
        this.key = properties.usableKey();
        this.generation = properties.report();
        var protection = properties.protection();
        this.connection = new RegisterConnection(Register.GUS, url, protection);
        this.quota = new Quota("requests", properties.limits(), protection.quotaWait(), clock);
        this.guard = new RegisterGuard(Register.GUS, environment, protection, List.of(quota), meters, clock);
        this.session = new BirSession(Mono.defer(this::logIn));
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
    public RegisterState state() {
        return guard.state(key == null ? "no key of BIR is configured" : null);
    }

    @Override
    public Mono<Reply> ask(Question question) {
        return guard.protect(session.within(sid -> search(sid, question)));
    }

    /** Ends the session at the register, when there is one. */
    Mono<Void> logOut() {
        return session.end()
                .flatMap(sid -> call(BirRequest.logOut(sid), sid))
                .then();
    }

    private Mono<String> logIn() {
        if (key == null) {
            return Mono.error(RegisterFailure.of(RegisterFailure.Reason.NOT_CONFIGURED, "no key of BIR"));
        }
        return call(BirRequest.logIn(key), null).map(sid -> {
            if (sid.isBlank()) {
                throw RegisterFailure.of(RegisterFailure.Reason.REFUSED, "BIR does not accept the key");
            }
            return sid;
        });
    }

    private Mono<Reply> search(String sid, Question question) {
        return answer(BirRequest.search(question), sid).flatMap(answer -> {
            if (answer.found()) {
                return complete(sid, checked(BirUnit.of(answer.rows()), question), answer);
            }
            if (answer.code() == BirAnswer.NOTHING_FOUND) {
                return Mono.just(Reply.notFound(Proof.NONE, answer.raw()));
            }
            return Mono.error(RegisterFailure.broken("BIR: code " + answer.code() + " to a search"));
        });
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
    private Mono<Reply> complete(String sid, BirUnit unit, BirAnswer found) {
        return report(sid, unit, unit.detailsReport())
                .flatMap(details -> report(sid, unit, unit.personReport())
                        .flatMap(person -> report(sid, unit, unit.pkdReport())
                                .map(pkd -> reply(unit, List.of(found, details, person, pkd)))));
    }

    private static Reply reply(BirUnit unit, List<BirAnswer> answers) {
        var company = new BirReading(unit, answers.get(1).rows(), answers.get(2).rows(), answers.get(3).rows())
                .company();
        var raw = new ArrayList<String>();
        answers.stream().map(BirAnswer::raw).filter(text -> !text.isBlank()).forEach(raw::add);
        return Reply.found(company.nip(), company, Proof.NONE, String.join("\n", raw));
    }

    private Mono<BirAnswer> report(String sid, BirUnit unit, @Nullable String name) {
        if (name == null) {
            return Mono.just(new BirAnswer(BirAnswer.SUCCEEDED, List.of(), ""));
        }
        return report(sid, unit.regon(), generation, name)
                .flatMap(answer -> answer.code() == BirAnswer.UNKNOWN_REPORT
                        ? report(sid, unit.regon(), "BIR11", name)
                        : Mono.just(answer))
                .map(BirRegister::usable);
    }

    private Mono<BirAnswer> report(String sid, String regon, String prefix, String name) {
        return answer(BirRequest.fullReport(regon, prefix + name), sid);
    }

    /** A report may have nothing to say; any other code is no answer. */
    private static BirAnswer usable(BirAnswer report) {
        return switch (report.code()) {
            case BirAnswer.SUCCEEDED, BirAnswer.NOTHING_FOUND, BirAnswer.PKD_NOT_PUBLISHED -> report;
            default -> throw RegisterFailure.broken("BIR: code " + report.code() + " to a report");
        };
    }

    private Mono<BirAnswer> answer(BirRequest request, String sid) {
        return call(request, sid).flatMap(document -> {
            var answer = BirAnswer.of(BirXml.rows(document), document);
            if (answer.code() == BirAnswer.NO_SESSION) {
                return Mono.error(new BirSession.Ended());
            }
            return answer.code() == BirAnswer.SUCCEEDED && answer.rows().isEmpty()
                    ? explained(sid, document)
                    : Mono.just(answer);
        });
    }

    /** An empty result says nothing by itself: the session may have ended, or there may be nothing to find. */
    private Mono<BirAnswer> explained(String sid, String document) {
        return call(BirRequest.value("StatusSesji"), sid)
                .flatMap(status -> status.equals("1")
                        ? call(BirRequest.value("KomunikatKod"), sid)
                        : Mono.error(new BirSession.Ended()))
                .map(code -> switch (code) {
                    case "", "7" -> throw new BirSession.Ended();
                    case "0" -> throw RegisterFailure.broken("BIR: an empty result that succeeded");
                    default -> new BirAnswer(number(code), List.of(), document);
                });
    }

    private static int number(String code) {
        if (!code.matches("\\d{1,4}")) {
            throw RegisterFailure.broken("BIR: unreadable KomunikatKod");
        }
        return Integer.parseInt(code);
    }

    /** One request; the text of its result. */
    private Mono<String> call(BirRequest request, @Nullable String sid) {
        return guard.permitted(quota, connection
                .post(headers -> session(headers, sid), SOAP_12, request.envelope(url.toString()), "")
                .map(reply -> result(reply, request.operation())));
    }

    private static void session(HttpHeaders headers, @Nullable String sid) {
        if (sid != null) {
            headers.set("sid", sid);
        }
    }

    private static String result(HttpReply reply, BirOperation operation) {
        if (reply.orOutage().status() != 200) {
            throw RegisterFailure.unreachable("HTTP " + reply.status());
        }
        return BirXml.result(Mtom.envelope(reply), operation);
    }
}
