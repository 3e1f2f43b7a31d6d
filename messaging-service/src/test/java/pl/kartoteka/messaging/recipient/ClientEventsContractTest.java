package pl.kartoteka.messaging.recipient;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Samples;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The service can take the published samples of clients. */
class ClientEventsContractTest {

    static Collection<Class<? extends ClientEvent>> events() {
        return EventTypes.all().values().stream()
                .filter(ClientEvent.class::isAssignableFrom)
                .<Class<? extends ClientEvent>>map(type -> type.asSubclass(ClientEvent.class))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void takesTheSample(Class<? extends ClientEvent> type) {
        ClientEvent event = JsonMapper.shared().readValue(Samples.json(type), type);

        Recipient recipient = ClientEventsListener.recipient(event);

        assertThat(recipient.clientId()).isEqualTo(event.clientId());
        assertThat(recipient.sequence()).isEqualTo(event.version());
        assertThat(recipient.erased()).isEqualTo(event instanceof ClientErased);
        if (event instanceof ClientChange change) {
            assertThat(recipient.emails()).hasSameSizeAs(change.client().emails());
            assertThat(recipient.fields()).containsEntry("name", change.client().name());
        } else {
            assertThat(recipient.fields()).isEmpty();
        }
    }

    @Test
    void fillsMergeFieldsFromTheClient() {
        var person = new Person(java.util.UUID.randomUUID(), "a@klos.example", "48500100200");

        Recipient recipient = ClientEventsListener.recipient(
                new ClientChange.ClientRegistered(World.state(person, "Kłos", 3)));

        assertThat(recipient.fields()).containsEntry("shortName", "Kłos").containsEntry("custom.tier", "gold");
        assertThat(recipient.address(Channel.EMAIL, "EMAIL_MARKETING")).contains("a@klos.example");
        assertThat(recipient.address(Channel.SMS, "SMS_MARKETING")).contains("+48500100200");
    }

    @Test
    void prefersTheAddressGivenForTheUse() {
        var main = new ContactPoint("main@klos.example", List.of("MAIN"));
        var offers = new ContactPoint("offers@klos.example", List.of("OFFERS"));
        var recipient = new Recipient(
                java.util.UUID.randomUUID(), 1, false, Recipient.Standing.ACTIVE, null,
                List.of(main, offers), List.of(), java.util.Map.of());

        assertThat(recipient.address(Channel.EMAIL, "EMAIL_MARKETING")).contains("offers@klos.example");
        assertThat(recipient.address(Channel.EMAIL, "DEBT_COLLECTION")).contains("main@klos.example");
        assertThat(recipient.address(Channel.SMS, "DEBT_COLLECTION")).isEmpty();
        assertThat(recipient.toString() + main).doesNotContain("klos.example");
    }
}
