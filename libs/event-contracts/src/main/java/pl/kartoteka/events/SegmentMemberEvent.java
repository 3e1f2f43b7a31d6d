package pl.kartoteka.events;

import java.time.Instant;
import java.util.UUID;

/** A client entered or left a segment. Key: {@code segment|client}; sequence rises per key. */
public sealed interface SegmentMemberEvent extends Event {
    String TOPIC = "kartoteka.segment-members.v1";

    Membership membership();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return membership().segmentId() + "|" + membership().clientId();
    }

    @Override
    default long sequence() {
        return membership().sequence();
    }

    @EventType("kartoteka.segment.entered.v1")
    record SegmentEntered(Membership membership) implements SegmentMemberEvent {}

    @EventType("kartoteka.segment.left.v1")
    record SegmentLeft(Membership membership) implements SegmentMemberEvent {}

    /**
     * @param cause CHANGE of the client, TIME that passed, DEFINITION that changed, or MANUAL
     * @param at when it happened
     */
    record Membership(UUID segmentId, UUID clientId, String cause, Instant at, long sequence) {}
}
