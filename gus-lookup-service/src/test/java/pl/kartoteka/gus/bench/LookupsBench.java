package pl.kartoteka.gus.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import pl.kartoteka.gus.lookup.Nips;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

/** Run by {@code deploy/bench/lookups}; no test of the suite, hence its name. */
@ServiceTest
class LookupsBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int LANE = 50;
    private static final int QUESTIONS = 200;
    private static final Duration A_WHILE = Duration.ofSeconds(4);
    private static final CannedRegisters REGISTERS = new CannedRegisters();
    private static final HttpClient HTTP = HttpClient.create(ConnectionProvider.create("bench", 400));

    @LocalServerPort
    private int port;

    private final AtomicInteger wrong = new AtomicInteger();
    private final String token = TestIssuer.token("bench", "lookups:read");

    @DynamicPropertySource
    static void registers(DynamicPropertyRegistry properties) {
        Map.of("gus", "/gus", "ceidg", "/ceidg", "white-list", "/whitelist", "vies", "/vies").forEach((name, path) -> {
            var register = "kartoteka.registers." + name + ".";
            properties.add(register + "url", () -> REGISTERS.address() + path);
            properties.add(register + "limits[0].permits", () -> 1_000_000);
            properties.add(register + "limits[0].per", () -> "1s");
        });
        properties.add("kartoteka.watch.enabled", () -> false);
    }

    @Test
    void oneRegisterDead() {
        say("%d cores, %d rounds of %d questions to each of four registers, %d at once", Runtime.getRuntime()
                .availableProcessors(), ROUNDS, QUESTIONS, 4 * LANE);
        crowd(false);
        var alive = new EnumMap<Register, List<Double>>(Register.class);
        var dead = new EnumMap<Register, List<Double>>(Register.class);
        for (var round = 0; round < ROUNDS; round++) {
            merge(alive, crowd(false));
            merge(dead, crowd(true));
        }
        for (var register : List.of(Register.CEIDG, Register.WHITE_LIST, Register.VIES)) {
            var with = median(alive.get(register));
            var without = median(dead.get(register));
            say("%-10s median %6.1f ms with all alive, %6.1f ms with GUS dead: ratio %.2f", register, with, without,
                    without / with);
        }
        say("GUS        median %6.1f ms alive; dead: refused after a median of %.1f ms",
                median(alive.get(Register.GUS)), median(dead.get(Register.GUS)));
        nothingWrong();
    }

    private void nothingWrong() {
        say("wrong results: %d", wrong.get());
        assertThat(wrong.get()).isZero();
    }

    /** Each register is asked by a crowd of its own, all at the same time. */
    private Map<Register, List<Double>> crowd(boolean gusIsDead) {
        REGISTERS.gusIsDead.set(gusIsDead);
        if (!gusIsDead) {
            revive();
        }
        var times = new EnumMap<Register, List<Double>>(Register.class);
        Flux.fromArray(Register.values())
                .flatMap(register -> Flux.range(0, QUESTIONS)
                        .flatMap(_ -> timed(register, Nips.next(), gusIsDead && register == Register.GUS), LANE)
                        .collectList()
                        .doOnNext(measured -> times.put(register, measured)), 4)
                .then().block(Duration.ofMinutes(5));
        return times;
    }

    /** Until the circuit of GUS is closed again. */
    private void revive() {
        Mono.defer(() -> ask("/gus?nip=" + Nips.next())).repeat(3)
                .all(answer -> answer.status() == 200).filter(well -> well)
                .repeatWhenEmpty(200, again -> again.delayElements(Duration.ofMillis(250)))
                .block(Duration.ofMinutes(1));
    }

    private Mono<Double> timed(Register register, String nip, boolean dead) {
        return Mono.defer(() -> {
            var began = System.nanoTime();
            return ask(switch (register) {
                case GUS -> "/gus?nip=" + nip;
                case CEIDG -> "/ceidg?nip=" + nip;
                case WHITE_LIST -> "/vat-whitelist?nip=" + nip;
                case VIES -> "/vies/PL" + nip;
            }).map(answer -> {
                var right = dead
                        ? answer.status() == 503
                        : answer.status() == 200 && answer.body().contains("\"FOUND\"") && answer.body().contains(nip);
                if (!right) {
                    wrong.incrementAndGet();
                }
                return (System.nanoTime() - began) / 1e6;
            });
        });
    }

    /** A kept answer beside an endpoint that does nothing but send the same text. */
    @Test
    void cachedAnswers() {
        var nip = Nips.next();
        var body = ask("/ceidg?nip=" + nip).block().body();
        var bare = HttpServer.create().port(0).handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                RouterFunctions.route(GET("/bare"), _ -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)))))
                .bindNow();
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (var round = 0; round <= ROUNDS; round++) {
            var our = perSecond("http://localhost:" + port + "/api/v1/lookups/ceidg?nip=" + nip);
            var their = perSecond("http://localhost:" + bare.port() + "/bare");
            if (round > 0) {
                ours.add(our);
                theirs.add(their);
            }
        }
        bare.disposeNow();
        say("cached answers: median %.0f a second; a bare WebFlux endpoint with the same text: %.0f; ratio %.2f",
                median(ours), median(theirs), median(ours) / median(theirs));
        nothingWrong();
    }

    private double perSecond(String address) {
        var done = new AtomicInteger();
        var until = System.nanoTime() + A_WHILE.toNanos();
        Flux.range(0, 64)
                .flatMap(_ -> Mono.defer(() -> get(address)).doOnNext(answer -> {
                    done.incrementAndGet();
                    if (answer.status() != 200) {
                        wrong.incrementAndGet();
                    }
                }).repeat(() -> System.nanoTime() < until), 64)
                .then().block(Duration.ofMinutes(1));
        return done.get() / (A_WHILE.toMillis() / 1_000.0);
    }

    private Mono<Answer> ask(String path) {
        return get("http://localhost:" + port + "/api/v1/lookups" + path);
    }

    private Mono<Answer> get(String address) {
        return HTTP.headers(headers -> headers.set("Authorization", "Bearer " + token)).get().uri(address)
                .responseSingle((response, body) -> body.asString(StandardCharsets.UTF_8).defaultIfEmpty("")
                        .map(text -> new Answer(response.status().code(), text)));
    }

    private static void merge(Map<Register, List<Double>> all, Map<Register, List<Double>> more) {
        more.forEach((register, times) -> all.computeIfAbsent(register, _ -> new ArrayList<>()).addAll(times));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void say(String format, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, format, values));
    }

    private record Answer(int status, String body) {}
}
