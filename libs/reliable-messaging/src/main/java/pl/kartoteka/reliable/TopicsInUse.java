package pl.kartoteka.reliable;

import java.util.Set;

import pl.kartoteka.events.Topic;

/** The topics a service publishes or reads, as a bean: the library creates them and the dead-letter topic of each. */
public record TopicsInUse(Set<Topic> topics) {

    public TopicsInUse {
        topics = Set.copyOf(topics);
    }

    public static TopicsInUse of(Topic... topics) {
        return new TopicsInUse(Set.of(topics));
    }
}
