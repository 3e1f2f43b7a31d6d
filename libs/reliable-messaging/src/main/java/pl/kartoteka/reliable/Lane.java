package pl.kartoteka.reliable;

/** What has to stay in order: the events of one key on one topic. */
record Lane(String topic, String key) {

    /** As the outbox query spells it. */
    String spelled() {
        return topic + ' ' + key;
    }

    /** Names the topic only: a key may be personal data. */
    @Override
    public String toString() {
        return topic;
    }
}
