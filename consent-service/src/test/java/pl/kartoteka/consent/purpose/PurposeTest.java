package pl.kartoteka.consent.purpose;

import java.util.List;

import org.junit.jupiter.api.Test;
import pl.kartoteka.events.PurposeEvent.PurposeDefined;
import pl.kartoteka.events.PurposeEvent.PurposeRetired;
import pl.kartoteka.events.Samples;
import pl.kartoteka.reliable.EventCodec;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PurposeTest {
    private static final Purpose EMAIL = Purpose.define(new DefinePurpose(
            "EMAIL_MARKETING",
            "Marketing e-mailem",
            null,
            LegalBasis.CONSENT,
            List.of(Channel.EMAIL),
            730,
            List.of(new NewText("pl", null, "Zgadzam się"))));

    @Test
    void countsTheVersionsOfEachLanguage() {
        Purpose changed = EMAIL.change(with(
                List.of(Channel.EMAIL),
                List.of(new NewText("pl", null, "Wyrażam zgodę"), new NewText("en", null, "I agree"))));

        assertThat(changed.texts())
                .containsExactly(
                        new PurposeText("pl", 1, "Zgadzam się"),
                        new PurposeText("pl", 2, "Wyrażam zgodę"),
                        new PurposeText("en", 1, "I agree"));
        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void neverChangesATextThatWasShown() {
        ChangePurpose change = with(List.of(Channel.EMAIL), List.of(new NewText("pl", 1, "Coś innego")));

        assertThatThrownBy(() -> EMAIL.change(change)).isInstanceOf(PurposeTextFixed.class);
    }

    @Test
    void takesATextRepeatedAsItIs() {
        Purpose changed = EMAIL.change(with(List.of(Channel.EMAIL), List.of(new NewText("pl", 1, "Zgadzam się"))));

        assertThat(changed.texts()).isEqualTo(EMAIL.texts());
    }

    @Test
    void opensNoFurtherChannelToConsentsAlreadyGiven() {
        ChangePurpose wider = with(List.of(Channel.EMAIL, Channel.SMS), List.of());

        assertThatThrownBy(() -> EMAIL.change(wider)).isInstanceOf(PurposeMeaningFixed.class);
    }

    @Test
    void keepsItsLegalBasis() {
        ChangePurpose other = new ChangePurpose(
                "Marketing", null, LegalBasis.LEGITIMATE_INTEREST, List.of(Channel.EMAIL), 730, List.of(), true);

        assertThatThrownBy(() -> EMAIL.change(other)).isInstanceOf(PurposeMeaningFixed.class);
    }

    @Test
    void makesTheSamples() {
        JsonMapper json = JsonMapper.shared();
        EventCodec codec = new EventCodec();

        assertThat(json.readTree(codec.json(PurposeEvents.of(EMAIL))))
                .isEqualTo(json.readTree(Samples.json(PurposeDefined.class)));
        assertThat(json.readTree(codec.json(PurposeEvents.of(EMAIL.retire()))))
                .isEqualTo(json.readTree(Samples.json(PurposeRetired.class)));
    }

    private static ChangePurpose with(List<Channel> channels, List<NewText> texts) {
        return new ChangePurpose("Marketing e-mailem", null, LegalBasis.CONSENT, channels, 730, texts, true);
    }
}
