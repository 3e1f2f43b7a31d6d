package pl.kartoteka.gus.ceidg;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.HttpReply;
import pl.kartoteka.gus.register.JsonAnswer;
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
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Component
class CeidgRegister implements BusinessRegister {
    private static final Logger LOG = LoggerFactory.getLogger(CeidgRegister.class);

    private final Environment environment;
    private final @Nullable String token;
    private final RegisterConnection connection;
    private final RegisterGuard guard;
    private final Quota quota;

    CeidgRegister(CeidgProperties properties, RegisterGuards guards) {
        this.environment = properties.environment();
        this.token = properties.usableToken();
        var protection = properties.protection();
        this.connection = new RegisterConnection(Register.CEIDG, properties.address(), protection);
        this.guard = guards.around(Register.CEIDG, environment, protection);
        this.quota = guard.quota("requests", properties.limits());
        if (token == null) {
            LOG.warn("CEIDG will not be asked: {} needs CEIDG_TOKEN, a token of biznes.gov.pl", environment);
        }
    }

    @Override
    public Register register() {
        return Register.CEIDG;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Mono<RegisterState> state() {
        return guard.state(token == null ? "no token of CEIDG is configured" : null);
    }

    @Override
    public Mono<Reply> ask(Question question) {
        return switch (question) {
            case Question.ByNip(var nip) -> request("/firma?nip={nip}", nip.digits(), question);
            case Question.ByRegon(var regon) -> request("/firma?regon={regon}", regon.digits(), question);
            default -> Mono.error(RegisterFailure.of(RegisterFailure.Reason.INVALID_QUESTION,
                    "CEIDG is asked by NIP or REGON"));
        };
    }

    private Mono<Reply> request(String path, String number, Question question) {
        if (token == null) {
            return Mono.error(RegisterFailure.of(RegisterFailure.Reason.NOT_CONFIGURED, "no token of CEIDG"));
        }
        return guard.ask(quota, connection
                .get(headers -> authorize(headers, token), path, number)
                .map(reply -> read(reply.orOutage(), question)));
    }

    private static void authorize(HttpHeaders headers, String token) {
        headers.setBearerAuth(token);
        RegisterConnection.acceptJson(headers);
    }

    private static Reply read(HttpReply reply, Question question) {
        return switch (reply.status()) {
            case 200 -> found(reply, question);
            case 204 -> Reply.notFound(proof(reply), "HTTP 204");
            case 401, 403 -> throw RegisterFailure.of(RegisterFailure.Reason.REFUSED, "CEIDG: HTTP " + reply.status());
            default -> throw RegisterFailure.broken("CEIDG: HTTP " + reply.status());
        };
    }

    private static Reply found(HttpReply reply, Question question) {
        var business = JsonAnswer.items(JsonAnswer.object(reply), "firma").stream()
                .filter(JsonNode::isObject)
                .map(CeidgReading::business)
                // One number can have several entries over the years: the one not removed is meant.
                .min(Comparator.comparing(entry -> entry.status() == CeidgBusiness.Status.WYKRESLONY))
                .orElseThrow(() -> RegisterFailure.broken("CEIDG: an answer without an entry"));
        if (!matches(business, question)) {
            throw RegisterFailure.broken("CEIDG: an answer about another number");
        }
        return Reply.found(business.nip(), business, proof(reply), reply.text());
    }

    private static boolean matches(CeidgBusiness business, Question question) {
        return switch (question) {
            case Question.ByNip(var nip) -> business.nip() == null || business.nip().equals(nip.digits());
            case Question.ByRegon(var regon) -> business.regon() == null || business.regon().equals(regon.digits());
            default -> true;
        };
    }

    private static Proof proof(HttpReply reply) {
        return new Proof(reply.headers().getFirst("X-Correlation-ID"), reply.headers().getFirst(HttpHeaders.DATE));
    }
}
