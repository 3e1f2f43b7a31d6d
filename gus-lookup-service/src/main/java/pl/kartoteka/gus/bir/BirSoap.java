package pl.kartoteka.gus.bir;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import pl.kartoteka.gus.register.HttpReply;
import pl.kartoteka.gus.register.Quota;
import pl.kartoteka.gus.register.RegisterConnection;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterGuard;
import reactor.core.publisher.Mono;

/** The operations of BIR one by one, each within the quota; what several of them make is the business of others. */
final class BirSoap {
    private static final MediaType SOAP_12 = MediaType.parseMediaType("application/soap+xml;charset=utf-8");

    private final URI url;
    private final RegisterConnection connection;
    private final RegisterGuard guard;
    private final Quota quota;

    BirSoap(URI url, RegisterConnection connection, RegisterGuard guard, Quota quota) {
        this.url = url;
        this.connection = connection;
        this.guard = guard;
        this.quota = quota;
    }

    Mono<String> logIn(@Nullable String key) {
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

    Mono<Void> logOut(String sid) {
        return call(BirRequest.logOut(sid), sid).then();
    }

    /** The answer with rows or with the reason why there are none; {@link BirSession.Ended} when the session has ended. */
    Mono<BirAnswer> ask(BirRequest request, String sid, @Nullable String key) {
        return call(request, sid).flatMap(document -> {
            var answer = BirAnswer.of(BirXml.rows(document), document);
            if (answer.code() == BirCode.NO_SESSION) {
                return Mono.error(new BirSession.Ended());
            }
            return answer.code() == BirCode.SUCCEEDED && answer.rows().isEmpty()
                    ? explained(request, sid, key)
                    : Mono.just(answer);
        });
    }

    /** An empty result says nothing by itself: the session may have ended, or there may be nothing to find. */
    private Mono<BirAnswer> explained(BirRequest request, String sid, @Nullable String key) {
        return call(BirRequest.value("StatusSesji"), sid)
                .flatMap(status -> status.equals("1")
                        ? Mono.usingWhen(logIn(key), own -> askedAlone(request, own),
                                own -> logOut(own).onErrorComplete())
                        : Mono.error(new BirSession.Ended()));
    }

    /**
     * What the last operation came to is said of a session as a whole, and in the shared one others ask meanwhile: it can
     * only be read in a session of its own. Where the same request finds something there, the shared session was to blame.
     */
    private Mono<BirAnswer> askedAlone(BirRequest request, String own) {
        return call(request, own).flatMap(document -> {
            if (!BirXml.rows(document).isEmpty()) {
                return Mono.error(new BirSession.Ended());
            }
            return call(BirRequest.value("KomunikatKod"), own).map(code -> switch (code) {
                case "", "7" -> throw RegisterFailure.broken("BIR: a new session is not accepted");
                case "0" -> throw RegisterFailure.broken("BIR: an empty result that succeeded");
                default -> new BirAnswer(BirCode.of(code), List.of(), document);
            });
        });
    }

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
