package pl.kartoteka.sandbox.gus;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is logged in, and how the last operation of each ended. */
final class Sessions {

    private static final Duration LIFE = Duration.ofMinutes(60);
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private record Session(Instant since, Answer last) {}

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    String open() {
        sessions.values().removeIf(this::isOver);
        var sid = random.ints(20, 0, ALPHABET.length()).collect(StringBuilder::new,
                (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append).toString();
        sessions.put(sid, new Session(clock.instant(), new Answer(0, "", "")));
        return sid;
    }

    boolean close(String sid) {
        return sessions.remove(sid) instanceof Session session && !isOver(session);
    }

    void closeAll() {
        sessions.clear();
    }

    boolean isOpen(String sid) {
        return sessions.get(sid) instanceof Session session && !isOver(session);
    }

    void remember(String sid, Answer answer) {
        sessions.computeIfPresent(sid, (_, session) -> new Session(session.since(), answer));
    }

    Optional<Answer> last(String sid) {
        return isOpen(sid) ? Optional.ofNullable(sessions.get(sid)).map(Session::last) : Optional.empty();
    }

    private boolean isOver(Session session) {
        return !clock.instant().isBefore(session.since().plus(LIFE));
    }
}
