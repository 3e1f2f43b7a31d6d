package pl.kartoteka.events;

import java.time.Duration;

/** The topics of the suite and how long they keep what they carry. */
public enum Topic {
    CLIENTS(ClientEvent.TOPIC, true, Duration.ZERO),
    CONSENTS(ConsentEvent.TOPIC, true, Duration.ZERO),
    PURPOSES(PurposeEvent.TOPIC, true, Duration.ZERO),
    SEGMENTS(SegmentEvent.TOPIC, true, Duration.ZERO),
    SEGMENT_MEMBERS(SegmentMemberEvent.TOPIC, true, Duration.ZERO),
    COMPANIES(CompanyEvent.TOPIC, true, Duration.ZERO),
    DICTIONARIES(DictionaryEvent.TOPIC, true, Duration.ZERO),
    MESSAGES(MessageEvent.TOPIC, false, Duration.ofDays(14)),
    PRIVACY(PrivacyEvent.TOPIC, false, Duration.ofDays(14)),
    SALES_DOCUMENTS(SalesDocumentEvent.TOPIC, false, Duration.ofDays(14));

    private final String topicName;
    private final boolean compacted;
    private final Duration retention;

    Topic(String topicName, boolean compacted, Duration retention) {
        this.topicName = topicName;
        this.compacted = compacted;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    /** Whether Kafka keeps the last record of every key for good; a tombstone then removes the key. */
    public boolean compacted() {
        return compacted;
    }

    /** How long a record of a topic that is not compacted is kept; zero for compacted topics. */
    public Duration retention() {
        return retention;
    }
}
