package pl.kartoteka.gus.whitelist;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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
import pl.kartoteka.gus.register.RegisterGuards;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.register.Reply;
import pl.kartoteka.gus.register.Told;
import reactor.core.publisher.Flux;
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

    WhiteListRegister(WhiteListProperties properties, RegisterGuards guards, Clock clock) {
        this.environment = properties.environment();
        var protection = properties.protection();
        this.connection = new RegisterConnection(Register.WHITE_LIST, properties.address(), protection);
        this.guard = guards.around(Register.WHITE_LIST, environment, protection);
        this.searches = guard.quota("searches", properties.limits());
        this.checks = guard.quota("checks", properties.checkLimits());
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
    public Mono<RegisterState> state() {
        return guard.state(null);
    }

    @Override
    public Mono<Reply> ask(Question question) {
        return switch (question) {
            case Question.OnWhiteList(var subject, var account, var day) -> request(subject, account, day);
            case Question.Subject subject -> request(subject, null, null);
            case Question.GusReport _ -> Mono.error(notAsked());
        };
    }

    @Override
    public int mostTogether() {
        return WhiteListEntries.MOST;
    }

    /**
     * One search that may name thirty taxpayers and counts as one of the day. Refused for one of them, it is refused for all:
     * its halves are then asked apart, until the number that is refused stands alone.
     */
    @Override
    public Mono<List<Told>> askTogether(List<Question> questions) {
        var by = by(questions.getFirst());
        var numbers = questions.stream().flatMap(question -> Stream.ofNullable(by(question))).toList();
        if (by == null || numbers.size() < questions.size()
                || numbers.stream().anyMatch(number -> !number.kind().equals(by.kind()))) {
            return Mono.error(notAsked());
        }
        var given = Set.of(by.kind());
        var list = numbers.stream().map(By::number).collect(Collectors.joining(","));
        return guard.ask(searches, ofToday(day -> connection
                .get(RegisterConnection::acceptJson, "/api/search/" + by.kind() + "s/" + list + "?date={day}", day)
                .map(reply -> new WhiteListEntries(result(reply, given), day).of(questions))))
                .onErrorResume(failure -> questions.size() > 1 && isAboutTheNumbers(failure), _ -> askApart(questions));
    }

    private Mono<List<Told>> askApart(List<Question> questions) {
        int half = questions.size() / 2;
        return Flux.just(questions.subList(0, half), questions.subList(half, questions.size()))
                .concatMap(part -> askTogether(part)
                        // What the quota or an outage ends here takes nothing from the part that was answered.
                        .onErrorResume(RegisterFailure.class, failure -> Mono.just(part.stream()
                                .<Told>map(question -> new Told.Failed(question, failure))
                                .toList())))
                .concatMapIterable(told -> told)
                .collectList();
    }

    private static boolean isAboutTheNumbers(Throwable failure) {
        return failure instanceof RegisterFailure refused
                && refused.reason() == RegisterFailure.Reason.INVALID_QUESTION;
    }

    private Mono<Reply> request(Question.Subject subject, @Nullable AccountNumber account, @Nullable LocalDate asked) {
        var by = by(subject);
        if (by == null) {
            return Mono.error(notAsked());
        }
        var given = new Question.OnWhiteList(subject, account, asked).criteria().keySet();
        Function<LocalDate, Mono<Reply>> request = account == null
                ? day -> connection
                        .get(RegisterConnection::acceptJson, "/api/search/{kind}/{number}?date={day}", by.kind(),
                                by.number(),
                                day)
                        .map(reply -> found(result(reply, given), reply, subject, day))
                : day -> connection
                        .get(RegisterConnection::acceptJson,
                                "/api/check/{kind}/{number}/bank-account/{account}?date={day}",
                                by.kind(), by.number(), account.digits(), day)
                        .map(reply -> checked(result(reply, given), reply, subject, day));
        return guard.ask(account == null ? searches : checks,
                asked == null ? ofToday(request) : Mono.defer(() -> request.apply(asked)));
    }

    /** What is answered after midnight about the day before is asked again: it would pass for today's answer. */
    private <T> Mono<T> ofToday(Function<LocalDate, Mono<T>> request) {
        return Mono.defer(() -> {
            var day = today();
            return request.apply(day).map(answer -> {
                if (!today().equals(day)) {
                    throw RegisterFailure.retryLater(RegisterFailure.Reason.BUSY, "white list: the day has ended",
                            null);
                }
                return answer;
            });
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WARSAW);
    }

    static @Nullable By by(Question question) {
        return switch (question) {
            case Question.ByNip(var nip) -> new By("nip", nip.digits());
            case Question.ByRegon(var regon) -> new By("regon", regon.digits());
            default -> null;
        };
    }

    private static RegisterFailure notAsked() {
        return RegisterFailure.of(RegisterFailure.Reason.INVALID_QUESTION, "the white list is asked by NIP or REGON");
    }

    /** A number and the word for its kind in addresses and answers. */
    record By(String kind, String number) {}

    private static Reply found(JsonNode result, HttpReply reply, Question.Subject asked, LocalDate day) {
        var proof = proof(result);
        if (!result.has("subject")) {
            throw RegisterFailure.broken("white list: an answer without subject");
        }
        var subject = result.path("subject");
        if (subject.isNull()) {
            return Reply.notFound(proof, Redaction.withoutPesel(reply.text()));
        }
        return Reply.found(JsonAnswer.text(subject, "nip"), WhiteListReading.entry(day, subject, asked), proof,
                Redaction.withoutPesel(reply.text()));
    }

    private static Reply checked(JsonNode result, HttpReply reply, Question.Subject asked, LocalDate day) {
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

    /** @param given by the caller: only that can be the caller's mistake */
    private JsonNode result(HttpReply reply, Set<String> given) {
        if (reply.status() == 429) {
            throw RegisterFailure.limitedByRegister("white list: HTTP 429", untilMidnight());
        }
        if (reply.orOutage().status() != 200) {
            throw refusal(reply, given);
        }
        var result = JsonAnswer.object(reply).path("result");
        if (!result.isObject()) {
            throw RegisterFailure.broken("white list: an answer without result");
        }
        return result;
    }

    private RegisterFailure refusal(HttpReply reply, Set<String> given) {
        if (reply.status() != 400) {
            return RegisterFailure.broken("white list: HTTP " + reply.status());
        }
        var code = JsonAnswer.text(JsonAnswer.object(reply), "code");
        return switch (code) {
            case null -> RegisterFailure.broken("white list: HTTP 400 without a code");
            case "WL-191" -> RegisterFailure.limitedByRegister(code, untilMidnight());
            case "WL-195", "WL-196" ->
                    RegisterFailure.retryLater(RegisterFailure.Reason.SOURCE_UNAVAILABLE, code, DURING_UPDATE);
            default -> malformed(code, given);
        };
    }

    static RegisterFailure malformed(@Nullable String code, Set<String> given) {
        var field = switch (code) {
            case "WL-101", "WL-102", "WL-103", "WL-118" -> "date";
            case "WL-107" -> "regon";
            case "WL-111" -> "account";
            case "WL-115" -> "nip";
            case null, default -> null;
        };
        return field != null && given.contains(field)
                ? RegisterFailure.invalid(field, "white list: " + code)
                : RegisterFailure.broken("white list: the question is refused");
    }

    /** The register counts by the day in Warsaw and blocks until its end. */
    private Duration untilMidnight() {
        var now = ZonedDateTime.ofInstant(clock.instant(), WARSAW);
        return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(WARSAW));
    }

    static Proof proof(JsonNode result) {
        return new Proof(JsonAnswer.required(result, "requestId"), JsonAnswer.text(result, "requestDateTime"));
    }
}
