package pl.kartoteka.consent.decision;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import pl.kartoteka.consent.ConsentServiceApplication;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.consent.Answers;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of the service on one database, as behind a load balancer. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final int PEOPLE = 4;
    private static final int ROUNDS = 750;

    private final ConfigurableApplicationContext one;
    private ConfigurableApplicationContext other;

    @Autowired
    TwoInstancesIT(ConfigurableApplicationContext one) {
        this.one = one;
        this.other = one;
    }

    @BeforeAll
    void startTheOther() {
        MapPropertySource settings = (MapPropertySource) one.getEnvironment().getPropertySources()
                .get("test-infrastructure");
        other = new SpringApplicationBuilder(ConsentServiceApplication.class)
                .initializers(context -> context.getEnvironment().getPropertySources().addFirst(settings))
                .run("--server.port=0");
    }

    @AfterAll
    void stopTheOther() {
        other.close();
    }

    /** Each person grants at one instance and withdraws at the other, while everybody keeps asking both. */
    @Test
    void neitherSaysYesOnceTheOtherAcknowledgedAWithdrawal() throws Exception {
        var clients = new Clients(one);
        var violations = new AtomicInteger();
        var allowed = new AtomicInteger();
        var rounds = new AtomicInteger();
        var meanwhile = Executors.newVirtualThreadPerTaskExecutor();
        List<Callable<Void>> people = Stream.generate(clients::known).limit(PEOPLE)
                .<Callable<Void>>map(person -> () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        boolean even = round % 2 == 0;
                        new Answers(even ? one : other).grant(person);
                        Future<?> asking = meanwhile.submit(() -> decide(other, person, allowed));
                        Future<?> askingToo = meanwhile.submit(() -> decide(one, person, allowed));
                        new Answers(even ? other : one).withdraw(person);
                        if (decide(even ? one : other, person, allowed)
                                || decide(even ? other : one, person, allowed)) {
                            violations.incrementAndGet();
                        }
                        asking.get();
                        askingToo.get();
                        rounds.incrementAndGet();
                    }
                    return null;
                }).toList();

        try (meanwhile; var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var person : threads.invokeAll(people)) {
                person.get();
            }
        }

        assertThat(rounds).hasValue(PEOPLE * ROUNDS);
        assertThat(allowed.get()).as("decisions that fell before the withdrawal").isPositive();
        assertThat(violations).hasValue(0);
    }

    @Test
    void onlyOneOfTheAnswersGivenToBothAtOnceWins() throws Exception {
        var clients = new Clients(one);
        for (int round = 0; round < 50; round++) {
            UUID person = clients.known();
            List<Callable<Boolean>> answers = Stream.of(one, other, one, other)
                    .<Callable<Boolean>>map(instance -> () -> wins(instance, person)).toList();

            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Set<Boolean> outcomes = threads.invokeAll(answers).stream().map(Future::resultNow)
                        .collect(Collectors.toSet());
                assertThat(outcomes).containsExactlyInAnyOrder(true, false);
            }
        }
    }

    private static boolean wins(ConfigurableApplicationContext instance, UUID person) {
        try {
            new Answers(instance).grant(person);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static boolean decide(ConfigurableApplicationContext instance, UUID person, AtomicInteger allowed) {
        boolean yes = instance.getBean(ConsentDecisions.class)
                .decide(Asked.now(EMAIL, Channel.EMAIL, List.of(person)), "test").block()
                .decisions().getFirst().allowed();
        if (yes) {
            allowed.incrementAndGet();
        }
        return yes;
    }
}
