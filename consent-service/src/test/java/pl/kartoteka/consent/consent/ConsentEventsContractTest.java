package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.ConsentEvent.ConsentExpired;
import pl.kartoteka.events.ConsentEvent.ConsentGranted;
import pl.kartoteka.events.ConsentEvent.ConsentPending;
import pl.kartoteka.events.ConsentEvent.ConsentRefused;
import pl.kartoteka.events.ConsentEvent.ConsentReset;
import pl.kartoteka.events.ConsentEvent.ConsentWithdrawn;
import pl.kartoteka.events.Samples;
import pl.kartoteka.reliable.EventCodec;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentEventsContractTest {
    private static final UUID CLIENT = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
    private static final Instant ASKED = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant ANSWERED = Instant.parse("2026-11-21T09:30:00Z");
    private static final Instant WITHDRAWN = Instant.parse("2026-11-22T09:30:00Z");
    private static final Instant UNTIL = Instant.parse("2028-11-20T09:30:00Z");
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final Purpose PURPOSE = new Purpose(
            EMAIL, "Marketing e-mailem", null, LegalBasis.CONSENT, List.of(Channel.EMAIL), 730, List.of(), true, 1);

    @ParameterizedTest
    @MethodSource
    void makesTheSample(Consent consent, Class<? extends ConsentEvent> type) {
        ConsentEvent event = ConsentEvents.of(consent, PURPOSE);

        JsonMapper json = JsonMapper.shared();
        assertThat(event).isInstanceOf(type);
        assertThat(json.readTree(new EventCodec().json(event))).isEqualTo(json.readTree(Samples.json(type)));
    }

    static Stream<Arguments> makesTheSample() {
        return Stream.of(
                Arguments.of(new Consent.Pending(CLIENT, EMAIL, ASKED, null, 1), ConsentPending.class),
                Arguments.of(new Consent.Granted(CLIENT, EMAIL, ASKED, ANSWERED, UNTIL, 2), ConsentGranted.class),
                Arguments.of(new Consent.Refused(CLIENT, EMAIL, ASKED, ANSWERED, ANSWERED, 2), ConsentRefused.class),
                Arguments.of(
                        new Consent.Withdrawn(CLIENT, EMAIL, ASKED, WITHDRAWN, WITHDRAWN, 3), ConsentWithdrawn.class),
                Arguments.of(new Consent.NotAsked(CLIENT, EMAIL, 4), ConsentReset.class),
                Arguments.of(new Consent.Expired(CLIENT, EMAIL, ASKED, ANSWERED, UNTIL, 4), ConsentExpired.class));
    }
}
