package pl.kartoteka.sandbox.register;

import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;

/** A register: its answer when it is well, and its own ways of failing. */
public interface Simulator {

    Register register();

    Reply answer(Request request);

    Reply down(Request request);

    Reply limited(Request request);

    Reply rubbish(Request request);

    /** Forgets what was counted against the register's limits. */
    void restart();
}
