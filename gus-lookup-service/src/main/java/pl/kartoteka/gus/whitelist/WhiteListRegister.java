package pl.kartoteka.gus.whitelist;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.identifier.AccountNumber;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.HttpReply;
import pl.kartoteka.gus.register.JsonAnswer;
import pl.kartoteka.gus.register.Outcome;
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
import tools.jackson.databind.JsonNode;

@Component
class WhiteListRegister implements BusinessRegister {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final Duration DURING_UPDATE = Duration.ofMinutes(1);

    private final Environment environment;
    private final RegisterConnection connection;
    private final RegisterGuard guard;
    private final Quota searches;
    private final Quota checks;
    private final Clock clock;

    WhiteListRegister(WhiteListProperties properties, MeterRegistry meters, Clock clock) {
        this.environment = properties.environment();
        var protection = properties.protection();
        this.connection = new RegisterConnection(Register.WHITE_LIST, properties.address(), protection);
        this.searches = new Quota("searches", properties.limits(), protection.quotaWait(), clock);
        this.checks = new Quota("checks", properties.checkLimits(), protection.quotaWait(), clock);
        this.guard = new RegisterGuard(Register.WHITE_LIST, environment, protection, List.of(searches, checks), meters,
                clock);
        this.clock = clock;
    }

    @Override
    public Register register() {
        return Register.WHITE_LIST;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public RegisterState state() {
        return guard.state(null);
    }

    @Override
    public Mono<Reply> ask(Question question) {
        return guard.protect(Mono.defer(() -> switch (question) {
            case Question.OnWhiteList(var subject, var account, var day) -> request(subject, account, day);
            case Question.Subject subject -> request(subject, null, null);
        }));
    }

    private Mono<Reply> request(Question.Subject subject, @Nullable AccountNumber account, @Nullable LocalDate asked) {
        var day = asked == null ? LocalDate.ofInstant(clock.instant(), WARSAW) : asked;
        var by = switch (subject) {
            case Question.ByNip(var nip) -> new String[]{"nip", nip.digits()};
            case Question.ByRegon(var regon) -> new String[]{"regon", regon.digits()};
            case Question.ByKrs _,Question.ByVatNumber _ -> throw RegisterFailure
                    .of(RegisterFailure.Reason.INVALID_QUESTION, "the white list is asked by NIP or REGON");
        };
        if (account != null) {
            return guard.permitted(checks, connection.get(
                    headers -> headers.setAccept(List.of(MediaType.APPLICATION_JSON)),
                    "/api/check/{by}/{number}/bank-account/{account}?date={day}", by[0], by[1], account.digits(), day)
                    .map(reply -> checked(reply, subject, day)));
        }
        return guard.permitted(searches, connection.get(
                headers -> headers.setAccept(List.of(MediaType.APPLICATION_JSON)),
                "/api/search/{by}/{number}?date={day}", by[0], by[1], day)
                .map(reply -> found(reply, subject, day)));
    }

    private Reply found(HttpReply reply, Question.Subject asked, LocalDate day) {
        var result = result(reply);
        var proof = proof(result);
        if (!result.has("subject")) {
            throw RegisterFailure.broken("white list: an answer without subject");
        }
        var subject = result.path("subject");
        if (subject.isNull()) {
            return Reply.notFound(proof, Redaction.withoutPesel(reply.text()));
        }
        if (!subject.isObject()) {
            throw RegisterFailure.broken("white list: subject is not an object");
        }
        if (!matches(subject, asked)) {
            throw RegisterFailure.broken("white list: an answer about another number");
        }
        return Reply.found(JsonAnswer.text(subject, "nip"), WhiteListReading.entry(day, subject), proof,
                Redaction.withoutPesel(reply.text()));
    }

    private Reply checked(HttpReply reply, Question.Subject asked, LocalDate day) {
        var result = result(reply);
        var proof = proof(result);
        var assigned = switch (JsonAnswer.required(result, "accountAssigned")) {
            case "TAK" -> true;
            case "NIE" -> false;
            default -> throw RegisterFailure.broken("white list: unknown accountAssigned");
        };
        var nip = asked.nip().map(value -> value.digits()).orElse(null);
        var entry = new WhiteListEntry(day, assigned, null);
        return new Reply(assigned
                ? Outcome.FOUND
                : Outcome.NOT_FOUND, nip, entry, proof, reply.text());
    }

    private JsonNode result(HttpReply reply) {
        if (reply.status() == 429) {
            throw RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED, "white list: HTTP 429", untilMidnight());
        }
        if (reply.orOutage().status() != 200) {
            throw refusal(reply);
        }
        var result = JsonAnswer.object(reply).path("result");
        if (!result.isObject()) {
            throw RegisterFailure.broken("white list: an answer without result");
        }
        return result;
    }

    private RegisterFailure refusal(HttpReply reply) {
        if (reply.status() != 400) {
            return RegisterFailure.broken("white list: HTTP " + reply.status());
        }
        var code = JsonAnswer.text(JsonAnswer.object(reply), "code");
        return switch (code) {
            case null -> RegisterFailure.broken("white list: HTTP 400 without a code");
            case "WL-191" -> RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED, code, untilMidnight());
            case "WL-195", "WL-196" ->
                    RegisterFailure.retryLater(RegisterFailure.Reason.SOURCE_UNAVAILABLE, code, DURING_UPDATE);
            case "WL-101", "WL-102", "WL-103", "WL-118", "WL-107", "WL-111", "WL-115" ->
                    RegisterFailure.of(RegisterFailure.Reason.INVALID_QUESTION, code);
            default -> RegisterFailure.broken("white list: HTTP 400");
        };
    }

    /** The register counts by the day in Warsaw and blocks until its end. */
    private Duration untilMidnight() {
        var now = ZonedDateTime.ofInstant(clock.instant(), WARSAW);
        return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(WARSAW));
    }

    private static Proof proof(JsonNode result) {
        return new Proof(JsonAnswer.required(result, "requestId"), JsonAnswer.text(result, "requestDateTime"));
    }

    private static boolean matches(JsonNode subject, Question.Subject asked) {
        return switch (asked) {
            case Question.ByNip(var nip) -> same(JsonAnswer.text(subject, "nip"), nip.digits());
            case Question.ByRegon(var regon) -> same(JsonAnswer.text(subject, "regon"), regon.digits());
            case Question.ByKrs _,Question.ByVatNumber _ -> true;
        };
    }

    private static boolean same(@Nullable String said, String asked) {
        return said == null || said.equals(asked);
    }
}
