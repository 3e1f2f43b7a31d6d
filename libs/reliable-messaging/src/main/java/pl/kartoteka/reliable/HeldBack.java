package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Topics and lanes that Kafka refused a moment ago: they wait, longer each time, while the others go on. Nothing of a
 * lane may overtake what was refused.
 */
final class HeldBack {
    private static final Duration LONGEST_FOR_TOPIC = Duration.ofSeconds(10);
    private static final Duration LONGEST_FOR_LANE = Duration.ofMinutes(1);

    private final Duration first;
    private final Map<String, Hold> topics = new HashMap<>();
    private final Map<Lane, Hold> lanes = new HashMap<>();

    HeldBack(Duration first) {
        this.first = first;
    }

    void hold(String topic, long now) {
        topics.merge(topic, Hold.first(first, now), (hold, _) -> hold.again(now, LONGEST_FOR_TOPIC));
    }

    void hold(Lane lane, long now) {
        lanes.merge(lane, Hold.first(first, now), (hold, _) -> hold.again(now, LONGEST_FOR_LANE));
    }

    /** What Kafka takes again starts from the beginning next time. */
    void taken(OutboxRow row) {
        topics.remove(row.topic());
        lanes.remove(row.lane());
    }

    List<String> topics(long now) {
        return waiting(topics, now);
    }

    List<Lane> lanes(long now) {
        return waiting(lanes, now);
    }

    private static <T> List<T> waiting(Map<T, Hold> holds, long now) {
        return holds.entrySet().stream()
                .filter(entry -> entry.getValue().until() - now > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** In the nanoseconds of {@link System#nanoTime()}. */
    private record Hold(long until, Duration pause) {

        static Hold first(Duration pause, long now) {
            return new Hold(now + pause.toNanos(), pause);
        }

        Hold again(long now, Duration longest) {
            Duration longer = pause.multipliedBy(2);
            return first(longer.compareTo(longest) < 0 ? longer : longest, now);
        }
    }
}
