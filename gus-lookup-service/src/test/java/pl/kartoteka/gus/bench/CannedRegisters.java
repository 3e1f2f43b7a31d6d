package pl.kartoteka.gus.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import org.reactivestreams.Publisher;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The four registers as one server that answers about any number after the time a register takes, or never. */
final class CannedRegisters {
    private static final Duration A_REGISTERS_TIME = Duration.ofMillis(40);
    private static final Pattern TEN_DIGITS = Pattern.compile("\\b(\\d{10})\\b");
    private static final String MTOM = "multipart/related; type=\"application/xop+xml\"; start=\"<http://tempuri.org/0>\"; "
            + "boundary=\"uuid:demo+id=1\"; start-info=\"application/soap+xml\"";

    final AtomicBoolean gusIsDead = new AtomicBoolean();
    private final DisposableServer server = HttpServer.create().port(0).route(routes -> routes
            .post("/gus", this::gus)
            .get("/ceidg/firma", (request, response) -> json(response, Companies.ceidgTrader(number(request.uri()))))
            .get("/whitelist/api/search/nip/{nip}", (request, response) -> json(response, """
                    {"result":{"subject":%s,"requestId":"AbCdE-00xx00x","requestDateTime":"22-11-2026 11:00:00"}}"""
                    .formatted(Companies.subject(number(request.uri()), "Czynny"))))
            .post("/vies/check-vat-number", (request, response) -> request.receive().aggregate().asString()
                    .flatMap(body -> Mono.from(json(response, """
                            {"countryCode":"PL","vatNumber":"%s","valid":true,"requestIdentifier":"WAPIAAAATEST0001",
                             "requestDate":"2026-11-22T10:00:00.000Z","name":"---","address":"---"}"""
                            .formatted(number(body)))))))
            .bindNow();

    String address() {
        return "http://localhost:" + server.port();
    }

    private Publisher<Void> gus(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMap(body -> gusIsDead.get()
                ? Mono.never()
                : send(response.header("Content-Type", MTOM), Bir.mtom(answer(body))));
    }

    private static String answer(String body) {
        if (body.contains("<b:Zaloguj>")) {
            return Bir.envelope("Zaloguj", "sessionid00000000001");
        }
        if (body.contains("<b:DaneSzukajPodmioty>")) {
            return Bir.envelope("DaneSzukajPodmioty", Bir.escaped(Bir.rows(Companies.bakery(number(body)))));
        }
        return Bir.envelope("DanePobierzPelnyRaport", Bir.escaped(Bir.rows(body.contains("Pkd")
                ? Map.of("praw_pkdKod", "1071Z", "praw_pkdPrzewazajace", "1")
                : Map.of("praw_nazwaSkrocona", "ZŁOTY KŁOS"))));
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return send(response.header("Content-Type", "application/json"), body);
    }

    private static Mono<Void> send(HttpServerResponse response, String body) {
        return Mono.delay(A_REGISTERS_TIME).then(Mono.defer(() -> response.sendString(Mono.just(body)).then()));
    }

    private static String number(String text) {
        var found = TEN_DIGITS.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
