package pl.kartoteka.segment.profile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientChange.ClientConverted;
import pl.kartoteka.events.ClientChange.ClientDeactivated;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientPromoted;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.ConsentEvent.ConsentExpired;
import pl.kartoteka.events.ConsentEvent.ConsentGranted;
import pl.kartoteka.events.ConsentEvent.ConsentPending;
import pl.kartoteka.events.ConsentEvent.ConsentRefused;
import pl.kartoteka.events.ConsentEvent.ConsentWithdrawn;
import pl.kartoteka.events.Samples;
import pl.kartoteka.segment.Events;
import pl.kartoteka.segment.criteria.ProfileFields;
import pl.kartoteka.test.CriteriaPage;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ProfileTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final UUID CLIENT = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");

    @ParameterizedTest
    @ValueSource(classes = {ClientRegistered.class, ClientUpdated.class, ClientConverted.class, ClientPromoted.class,
        ClientMerged.class, ClientDeactivated.class})
    void takesEverySampleOfAClient(Class<? extends ClientChange> type) {
        ClientChange sample = JSON.readValue(Samples.json(type), type);

        Profile profile = Profile.blank(sample.clientId()).with(sample.client());

        assertThat(profile.facts().text("name")).isPresent();
        assertThat(profile.present()).isEqualTo(type != ClientMerged.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {ConsentPending.class, ConsentGranted.class, ConsentRefused.class, ConsentWithdrawn.class,
        ConsentExpired.class})
    void takesEverySampleOfAConsent(Class<? extends ConsentEvent> type) {
        ConsentEvent sample = JSON.readValue(Samples.json(type), type);

        Profile profile = Profile.blank(CLIENT).with(sample.consent());

        assertThat(profile.facts().text("consent." + sample.consent().purpose()))
                .hasValue(sample.consent().status().toLowerCase());
    }

    @Test
    void aChangeOfTheClientKeepsWhatOtherSourcesSaid() {
        Profile profile = Profile.blank(CLIENT)
                .with(Events.consent(CLIENT, 3, "GRANTED"))
                .with(Events.client(CLIENT, 1, "Łódź"))
                .with(Events.client(CLIENT, 2, "Kraków"));

        assertThat(profile.facts().text("consent.EMAIL_MARKETING")).hasValue("granted");
        assertThat(profile.facts().text("address.city")).hasValue("kraków");
    }

    @Test
    void knowsTheDaysFlagsAndPeopleOfTheCard() {
        ClientUpdated sample = JSON.readValue(Samples.json(ClientUpdated.class), ClientUpdated.class);

        var facts = Profile.blank(sample.clientId()).with(sample.client()).facts();

        assertThat(String.valueOf(facts.byKey().get("keyDates.FOUNDING"))).contains("1998-05-12");
        assertThat(String.valueOf(facts.byKey().get("keyDates.NAME_DAY"))).contains("1904-06-24");
        assertThat(facts.byKey()).containsKeys("flags", "caretakers", "interests");
        assertThat(facts.text("caretaker")).hasValue("anna");
        assertThat(facts.text("relationship")).hasValue("good");
        assertThat(facts.text("payer")).hasValue("head_office");
        assertThat(facts.text("businessStatus")).hasValue("active");
        assertThat(facts.text("vatStatus")).hasValue("active");
        assertThat(facts.text("contactPreferences.channel")).hasValue("phone");
    }

    @Test
    void readsEveryFieldThatACardHas() {
        var facts = Profile.blank(CLIENT).with(Events.everything(CLIENT, 1, UUID.randomUUID())).facts();

        assertThat(facts.byKey()).containsKeys(CriteriaPage.read().rows().stream()
                .filter(CriteriaPage.Row::isInFilters)
                .flatMap(row -> ProfileFields.CATALOGUE.find(row.name()).stream())
                .filter(field -> field.type() != FieldType.SEGMENT)
                .map(Field::key)
                .filter(key -> !List.of("nip", "documents.lastDate").contains(key))
                .toArray(String[]::new));
        assertThat(facts.text("correspondence.city")).hasValue("sopot");
        assertThat(facts.text("terms.currency")).hasValue("pln");
        assertThat(facts.text("contactPreferences.hoursTo")).hasValue("15:30");
        assertThat(facts.text("messaging.smsPhone")).hasValue("+48500100200");
        assertThat(String.valueOf(facts.byKey().get("emails.DOCUMENTS"))).contains("faktury@").doesNotContain("biuro@");
        assertThat(String.valueOf(facts.byKey().get("delivery.postalCode"))).contains("81701");
    }

    @Test
    void aProfileFromWhenLessWasReadTakesItsStateOnceMore() {
        Profile old = new Profile(CLIENT, true, false, 2, Map.of(), null, "Piekarnia", Facts
                .builder(ProfileFields.CATALOGUE).text("name", "Piekarnia").day("documents.lastDate", LocalDate.EPOCH)
                .build());

        Profile profile = old.with(Events.client(CLIENT, 2, "Kraków"));

        assertThat(old.with(Events.client(CLIENT, 1, "Kraków"))).isSameAs(old);
        assertThat(profile.facts().text("address.city")).hasValue("kraków");
        assertThat(profile.facts().byKey()).containsKey("documents.lastDate").doesNotContainKey("documents.balance");
        assertThat(profile.with(Events.client(CLIENT, 2, "Łódź"))).isSameAs(profile);
    }

    @Test
    void anOlderVersionChangesNothing() {
        Profile profile = Profile.blank(CLIENT).with(Events.client(CLIENT, 2, "Łódź"));

        assertThat(profile.with(Events.client(CLIENT, 2, "Kraków"))).isSameAs(profile);
        assertThat(profile.with(Events.client(CLIENT, 1, "Kraków"))).isSameAs(profile);
    }

    @Test
    void anErasedClientKeepsItsKeyAndNothingElse() {
        Profile erased = Profile.blank(CLIENT).with(Events.client(CLIENT, 2, "Łódź")).erase(3);

        assertThat(erased.facts().byKey()).isEmpty();
        assertThat(erased.displayName()).isNull();
        assertThat(erased.with(Events.client(CLIENT, 9, "Łódź"))).isSameAs(erased);
        assertThat(erased.with(Events.consent(CLIENT, 9, "GRANTED"))).isSameAs(erased);
    }
}
