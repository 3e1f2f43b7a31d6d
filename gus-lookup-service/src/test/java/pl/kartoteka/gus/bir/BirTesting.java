package pl.kartoteka.gus.bir;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import org.junit.jupiter.api.AfterEach;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.Protections;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Guards;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Protection;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Question.GusReport.Part;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.Reply;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The register of GUS at a stub of its service. */
class BirTesting {
    static final Question BAKERY = new Question.ByNip(new Nip(Companies.NIP));
    static final String ACTIONS = "http://CIS/BIR/PUBL/2014/07/IUslugaBIRzewnPubl/";

    final RegisterStubs stubs = new RegisterStubs();
    final BirRegister register = register(stubs.gus.baseUrl(), Environment.TEST, "");

    @AfterEach
    void stop() {
        stubs.stop();
    }

    static Question part(Part part) {
        return new Question.GusReport(new Regon(Companies.REGON), part);
    }

    BirRegister production() {
        return register(stubs.gus.baseUrl(), Environment.PRODUCTION, "00000000000000000000");
    }

    static Duration retryAfter(BirRegister register) {
        var failure = catchThrowableOfType(RegisterFailure.class,
                () -> register.ask(BAKERY).block());
        assertThat(failure.reason()).isEqualTo(Reason.LIMITED);
        return failure.retryAfter();
    }

    GusCompany found(Question question) {
        var reply = register.ask(question).block();
        assertThat(reply).extracting(Reply::outcome).isEqualTo(Outcome.FOUND);
        return (GusCompany) reply.data();
    }

    void fails(Reason reason) {
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(BAKERY).block())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(Companies.NIP));
    }

    static RequestPatternBuilder logins() {
        return postRequestedFor(anyUrl()).withRequestBody(containing("<b:Zaloguj>"));
    }

    static BirRegister register(String url, Environment environment, String key) {
        return register(url, environment, key, Protections.NO_LIMIT, Protections.impatient());
    }

    static BirRegister register(
            String url, Environment environment, String key, List<Limit> limits, Protection protection) {
        var properties = new BirProperties(environment, URI.create(url), key, "BIR12", limits, protection);
        return new BirRegister(properties, Guards.alone());
    }
}
