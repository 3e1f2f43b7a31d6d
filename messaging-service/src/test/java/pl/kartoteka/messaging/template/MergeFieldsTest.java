package pl.kartoteka.messaging.template;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.recipient.Recipient;

import static org.assertj.core.api.Assertions.assertThat;

class MergeFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "no field at all", "{{client.name}}", "{{ client.custom.tier }}",
        "{{#client.nip}}NIP {{client.nip}}{{/client.nip}}",
        "{{^client.nip}}no NIP{{/client.nip}}"})
    void takesFieldsThatExist(String text) {
        assertThat(MergeFields.problem(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{client.nmae}}", "{{name}}", "{{client.custom}}", "{{.}}",
        "{{#client}}{{name}}{{/client}}"})
    void refusesFieldsThatDoNot(String text) {
        assertThat(MergeFields.problem(text)).isEqualTo("merge-field.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{{client.name", "{{#client.nip}}", "{{/client.nip}}", "{{{client.name}}}", "{{&client.name}}", "{{>other}}",
        "{{=<% %>=}}<%client.name%>", "{{! a comment }}"})
    void refusesWhatIsNoTemplate(String text) {
        assertThat(MergeFields.problem(text)).isEqualTo("template.syntax");
    }

    @Test
    void namesTheFieldTheClientLacks() {
        assertThat(content("{{client.custom.tier}} {{client.nip}}").render(client(), MessageLinks.NONE))
                .isEqualTo(new Rendering.FieldMissing("client.nip"));
    }

    @Test
    void leavesOutWhatStandsAroundAFieldTheClientLacks() {
        var rendered = (Rendering.Rendered) content("{{client.name}}{{#client.nip}}, NIP {{client.nip}}{{/client.nip}}")
                .render(client(), MessageLinks.NONE);

        assertThat(rendered.text()).isEqualTo("Młyn & Syn");
    }

    @Test
    void subjectCannotBecomeAnotherHeader() {
        var content = new Content(UUID.randomUUID(), Channel.EMAIL, "Oferta {{client.custom.tier}}", "x", null);
        var recipient = new Recipient(
                UUID.randomUUID(), 1, false, Recipient.Standing.ACTIVE, null, List.of(), List.of(),
                Map.of("custom.tier", "gold\r\nBcc: all@klos.example"));

        var rendered = (Rendering.Rendered) content.render(recipient, MessageLinks.NONE);

        assertThat(rendered.subject()).isEqualTo("Oferta gold Bcc: all@klos.example");
    }

    @Test
    void fillsTheLinksOfTheMessage() {
        var links = new MessageLinks("https://zgody.example/u", "https://zgody.example/p");
        Content content = content(
                "{{links.preferences}}{{#links.unsubscribe}} {{links.unsubscribe}}{{/links.unsubscribe}}");

        assertThat(content.render(client(), links))
                .extracting("text").isEqualTo("https://zgody.example/p https://zgody.example/u");
        assertThat(content.render(client(), new MessageLinks(null, "https://zgody.example/p")))
                .extracting("text").isEqualTo("https://zgody.example/p");
        assertThat(content("{{links.unsubscribe}}").render(client(), MessageLinks.NONE).unfit())
                .isEqualTo("MISSING_FIELD links.unsubscribe");
    }

    @Test
    void speaksTheLanguageOfTheRecipientIfItCan() {
        Content english = content("Good morning");
        Content both = content("Guten Tag").in(Map.of("en", english, "pl", content("Dzień dobry")));

        assertThat(both.render(client(), MessageLinks.NONE)).extracting("text").isEqualTo("Dzień dobry");
        assertThat(content("Guten Tag").in(Map.of("en", english)).render(client(), MessageLinks.NONE))
                .extracting("text").isEqualTo("Guten Tag");
    }

    private static Content content(String text) {
        return new Content(UUID.randomUUID(), Channel.SMS, null, text, null);
    }

    private static Recipient client() {
        return new Recipient(
                UUID.randomUUID(), 1, false, Recipient.Standing.ACTIVE, "pl", List.of(), List.of(),
                Map.of("name", "Młyn & Syn", "custom.tier", "gold"));
    }
}
