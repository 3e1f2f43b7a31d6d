package pl.kartoteka.sandbox.register;

import java.util.Map;

import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;

/** A register: its answer when it is well, and its own ways of failing. */
public interface Simulator {

    Register register();

    Reply answer(Request request);

    Reply down(Request request);

    Reply limited(Request request);

    Reply rubbish(Request request);

    /** What it answers to somebody it does not know any more. */
    default Reply expired(Request request) {
        return Reply.json(401, Map.of("code", "401", "message", "Brak autoryzacji"));
    }

    /** Forgets what was counted against the register's limits. */
    void restart();
}
