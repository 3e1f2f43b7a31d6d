package pl.kartoteka.gus.vies;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.identifier.EuVatNumber;
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
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.RegisterGuard;
import pl.kartoteka.gus.register.RegisterGuards;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.register.Reply;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Component
class ViesRegister implements BusinessRegister {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration BLOCKED = Duration.ofHours(1);
    private static final String NOT_DISCLOSED = "---";

    private final Environment environment;
    private final @Nullable EuVatNumber requester;
    private final JsonMapper json;
    private final RegisterConnection connection;
    private final RegisterGuard guard;
    private final Quota quota;

    ViesRegister(ViesProperties properties, JsonMapper json, RegisterGuards guards) {
        this.environment = properties.environment();
        this.requester = requester(properties.requester());
        this.json = json;
        var protection = properties.protection();
        this.connection = new RegisterConnection(Register.VIES, properties.address(), protection);
        this.guard = guards.around(Register.VIES, environment, protection);
        this.quota = guard.quota("requests", properties.limits());
    }

    @Override
    public Register register() {
        return Register.VIES;
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
            case Question.ByVatNumber(var number) -> check(number);
            case Question.ByNip(var nip) -> check(EuVatNumber.of(nip));
            default -> Mono.error(RegisterFailure.of(Reason.INVALID_QUESTION, "VIES is asked by EU VAT number"));
        };
    }

    private Mono<Reply> check(EuVatNumber number) {
        var body = json.writeValueAsString(new ViesRequest(number.country(), number.number(),
                requester == null ? null : requester.country(), requester == null ? null : requester.number()));
        return guard.ask(quota, connection
                .post(RegisterConnection::acceptJson, MediaType.APPLICATION_JSON, body, "/check-vat-number")
                .map(reply -> read(reply, number)));
    }

    /** Which member states VIES can reach now. */
    Mono<MemberStates> memberStates() {
        return guard.ask(quota,
                connection.get(RegisterConnection::acceptJson, "/check-status").map(MemberStates::read));
    }

    private Reply read(HttpReply reply, EuVatNumber number) {
        if (reply.orOutage().status() != 200) {
            throw RegisterFailure.broken("VIES: HTTP " + reply.status());
        }
        var answer = JsonAnswer.object(reply);
        // Errors come inside HTTP 200, and beside them even a field "valid" means nothing.
        if (answer.has("errorWrappers") || answer.path("actionSucceed").isBoolean()
                && !answer.path("actionSucceed").booleanValue()) {
            throw failure(JsonAnswer.items(answer, "errorWrappers"));
        }
        if (!answer.path("valid").isBoolean()) {
            throw RegisterFailure.broken("VIES: an answer without valid");
        }
        if (differs(answer, "countryCode", number.country()) || differs(answer, "vatNumber", number.number())) {
            throw RegisterFailure.broken("VIES: an answer about another number");
        }
        return reply(answer, number, reply.text());
    }

    private Reply reply(JsonNode answer, EuVatNumber number, String raw) {
        var valid = answer.path("valid").booleanValue();
        var proof = new Proof(JsonAnswer.text(answer, "requestIdentifier"), JsonAnswer.text(answer, "requestDate"));
        var data = new ViesAnswer(number.country(), number.number(), valid, disclosed(answer, "name"),
                disclosed(answer, "address"));
        var nip = number.nip().map(value -> value.digits()).orElse(null);
        return new Reply(valid ? Outcome.FOUND : Outcome.NOT_FOUND, nip, data, proof, raw);
    }

    /** Only INVALID_INPUT is the caller's mistake and INVALID_REQUESTER_INFO ours; every other code means: not known. */
    private static RegisterFailure failure(List<JsonNode> errors) {
        var code = errors.isEmpty() ? null : JsonAnswer.text(errors.getFirst(), "error");
        return switch (code) {
            case null -> RegisterFailure.broken("VIES: an error without a code");
            case "INVALID_INPUT" -> RegisterFailure.invalid("vatNumber", code);
            case "INVALID_REQUESTER_INFO" -> RegisterFailure.of(Reason.REFUSED, code);
            case "VAT_BLOCKED", "IP_BLOCKED" -> RegisterFailure.limitedByRegister(code, BLOCKED);
            case "GLOBAL_MAX_CONCURRENT_REQ", "GLOBAL_MAX_CONCURRENT_REQ_TIME", "MS_MAX_CONCURRENT_REQ",
                    "MS_MAX_CONCURRENT_REQ_TIME", "SERVER_BUSY" ->
                    RegisterFailure.retryLater(Reason.BUSY, code, SOON);
            case "MS_UNAVAILABLE", "TIMEOUT" -> RegisterFailure.of(Reason.SOURCE_UNAVAILABLE, code);
            case "SERVICE_UNAVAILABLE" -> RegisterFailure.unreachable(code);
            default -> RegisterFailure.broken("VIES: unknown error code");
        };
    }

    private static boolean differs(JsonNode answer, String field, String asked) {
        var said = JsonAnswer.text(answer, field);
        return said != null && !said.equals(asked);
    }

    private static @Nullable String disclosed(JsonNode answer, String field) {
        var text = JsonAnswer.text(answer, field);
        return NOT_DISCLOSED.equals(text) ? null : text;
    }

    private static @Nullable EuVatNumber requester(String text) {
        return text.isBlank()
                ? null
                : EuVatNumber.parse(text).orElseThrow(() -> new IllegalArgumentException(
                        "kartoteka.registers.vies.requester (expected: our VAT number with its prefix)"));
    }
}
