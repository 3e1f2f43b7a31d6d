package pl.kartoteka.client.registry;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Accounting;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.card.ContactPreferences;
import pl.kartoteka.client.card.KeyDate;
import pl.kartoteka.client.card.MessageParameters;
import pl.kartoteka.client.card.Messenger;
import pl.kartoteka.client.card.PrintTemplates;
import pl.kartoteka.client.card.Site;
import pl.kartoteka.events.ClientState;

/** The sections of a card in the published language, where an empty section is left out. */
final class SectionEvents {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private SectionEvents() {}

    static ClientState.@Nullable Accounting accounting(@Nullable Accounting accounting) {
        return accounting == null
                ? null
                : new ClientState.Accounting(accounting.receivablesAccount(), accounting.payablesAccount(),
                        accounting.postingSchema());
    }

    static ClientState.@Nullable PrintTemplates printTemplates(@Nullable PrintTemplates templates) {
        return templates == null
                ? null
                : new ClientState.PrintTemplates(templates.invoice(), templates.receipt(), templates.correction(),
                        templates.proforma(), templates.order());
    }

    static ClientState.@Nullable Messaging messaging(@Nullable MessageParameters parameters) {
        return parameters == null
                ? null
                : new ClientState.Messaging(parameters.emailTemplateId(), parameters.smsTemplateId(),
                        parameters.documentEmail(), parameters.smsPhone());
    }

    static @Nullable List<ClientState.KeyDate> keyDates(List<KeyDate> dates) {
        return dates.isEmpty()
                ? null
                : dates.stream().map(date -> new ClientState.KeyDate(date.kind().name(), date.date())).toList();
    }

    static ClientState.@Nullable ContactPreferences contactPreferences(@Nullable ContactPreferences preferences) {
        return preferences == null
                ? null
                : new ClientState.ContactPreferences(
                        preferences.channel() == null ? null : preferences.channel().name(),
                        hour(preferences.hoursFrom()),
                        hour(preferences.hoursTo()),
                        preferences.days().stream().map(Enum::name).toList());
    }

    static @Nullable List<ClientState.Messenger> messengers(List<Messenger> messengers) {
        return messengers.isEmpty()
                ? null
                : messengers.stream()
                        .map(messenger -> new ClientState.Messenger(messenger.network().name(), messenger.account()))
                        .toList();
    }

    static @Nullable List<ClientState.Site> sites(List<Site> sites) {
        return sites.isEmpty()
                ? null
                : sites.stream().map(site -> new ClientState.Site(site.url(), site.name())).toList();
    }

    static @Nullable List<ClientState.Caretaker> caretakers(List<Caretaker> caretakers) {
        return caretakers.isEmpty()
                ? null
                : caretakers.stream()
                        .map(one -> new ClientState.Caretaker(one.subject(), one.name(), one.role().name()))
                        .toList();
    }

    private static @Nullable String hour(@Nullable LocalTime time) {
        return time == null ? null : HOUR.format(time);
    }
}
