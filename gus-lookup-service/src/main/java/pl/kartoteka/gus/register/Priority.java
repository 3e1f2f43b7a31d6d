package pl.kartoteka.gus.register;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Whose turn comes first. It travels in the Reactor context, so that nothing between has to hand it on. */
public enum Priority {
    /** Somebody waits for the answer. */
    INTERACTIVE,
    /** A batch or the watch: takes only what is free at once, and only its share of each limit. */
    BACKGROUND;

    public static Context background(Context context) {
        return context.put(Priority.class, BACKGROUND);
    }

    public static Priority of(ContextView context) {
        return context.<Priority>getOrEmpty(Priority.class).orElse(INTERACTIVE);
    }
}
