package pl.kartoteka.messaging.message;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.events.MessageState;
import pl.kartoteka.events.Samples;
import pl.kartoteka.messaging.recipient.Channel;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The service can produce the published samples. */
class MessageEventsContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @EnumSource(value = MessageStatus.class, names = "SENDING", mode = EnumSource.Mode.EXCLUDE)
    void producesTheSample(MessageStatus status) {
        MessageState sample = sample(status);

        Event event = MessageEvents.of(message(status, sample)).orElseThrow();

        assertThat(JSON.readTree(JSON.writeValueAsString(event))).isEqualTo(JSON.readTree(json(status)));
        assertThat(EventTypes.typeOf(event.getClass())).isEqualTo(type(status));
    }

    @Test
    void tellsNothingOfAnAttempt() {
        assertThat(MessageEvents.of(message(MessageStatus.SENDING, sample(MessageStatus.SENT)))).isEmpty();
    }

    private static Message message(MessageStatus status, MessageState state) {
        return new Message(
                state.id(),
                state.version(),
                state.clientId(),
                state.campaignId(),
                Channel.valueOf(state.channel()),
                state.purpose(),
                UUID.randomUUID(),
                status,
                state.reason(),
                state.decisionId(),
                null,
                "never@published.example",
                null,
                1,
                state.at(),
                null,
                state.at(),
                state.at(),
                "marketing",
                state.at(),
                state.at());
    }

    private static MessageState sample(MessageStatus status) {
        return ((MessageEvent) JSON.readValue(json(status), EventTypes.find(type(status)).orElseThrow())).message();
    }

    private static String json(MessageStatus status) {
        return Samples.json(EventTypes.find(type(status)).orElseThrow());
    }

    private static String type(MessageStatus status) {
        return "kartoteka.message." + status.name().toLowerCase(java.util.Locale.ROOT) + ".v1";
    }
}
