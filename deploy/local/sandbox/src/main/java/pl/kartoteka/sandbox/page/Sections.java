package pl.kartoteka.sandbox.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.mail.ReceivedMail;
import pl.kartoteka.sandbox.register.Mode;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Registers;
import pl.kartoteka.sandbox.sms.ReceivedSms;

/** The parts of the page; whatever came from outside goes through {@link Html#escape}. */
final class Sections {

    private static final int MOST_SHOWN = 100;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d.MM.yyyy, HH:mm:ss")
            .withZone(ZoneId.of("Europe/Warsaw"));
    private static final Map<Mode, String> MODES = Map.of(Mode.OK, "działa", Mode.DOWN, "nie działa",
            Mode.SLOW, "odpowiada po 15 s", Mode.LIMITED, "limit wyczerpany", Mode.RUBBISH, "odsyła śmieci",
            Mode.HTML, "odsyła stronę dla ludzi", Mode.HALF_CLOSED, "zrywa połączenie w pół odpowiedzi",
            Mode.EXPIRED_SESSION, "sesja wygasła");
    private static final List<String> SHOWN_HEADERS = List.of("From", "To", "Date", "Message-ID", "Reply-To",
            "List-Unsubscribe", "List-Unsubscribe-Post");

    private Sections() {}

    static String mail(List<ReceivedMail> mails) {
        return section("mail", "Poczta", mails.size(), "/mail", mails.isEmpty()
                ? "<p class=\"empty\">Nie ma jeszcze żadnego e-maila.</p>"
                : newestFirst(mails, Sections::mail));
    }

    static String sms(List<ReceivedSms> messages) {
        return section("sms", "SMS", messages.size(), "/sms", messages.isEmpty()
                ? "<p class=\"empty\">Nie ma jeszcze żadnego SMS-a.</p>"
                : newestFirst(messages, Sections::sms));
    }

    static String registers(Registers registers) {
        var forms = Arrays.stream(Register.values()).map(register -> {
            var current = registers.mode(register);
            var choices = Arrays.stream(Mode.values()).map(mode -> """
                    <label><input type="radio" id="mode-%1$s-%2$s" name="mode-%1$s" value="%2$s"%3$s> %2$s \
                    <span class="what">%4$s</span></label>
                    """.formatted(register.id(), mode, mode == current ? " checked" : "", MODES.get(mode)))
                    .collect(Collectors.joining());
            return "<fieldset%s><legend>%s</legend>%s</fieldset>".formatted(
                    current == Mode.OK ? "" : " class=\"failing\"", Html.escape(register.title()), choices);
        }).collect(Collectors.joining("\n"));
        return """
                <section id="registers" aria-labelledby="registers-title">
                <div class="head"><h2 id="registers-title">Rejestry</h2></div>
                <div class="registers">%s</div>
                </section>
                """.formatted(forms);
    }

    static String companies(Companies companies) {
        var rows = companies.companies().stream().map(company -> row(company.nip(), company.regon(),
                Objects.requireNonNullElse(company.krs(), ""), company.name(), company.note()))
                .collect(Collectors.joining());
        var foreign = companies.foreign().stream().map(company -> row(company.vatNumber(), "", "", company.name(),
                company.note())).collect(Collectors.joining());
        return """
                <section id="companies" aria-labelledby="companies-title">
                <details id="companies-list"><summary>\
                <h2 id="companies-title">Firmy, które znają rejestry</h2> <span class="count">%d</span></summary>
                <div class="table"><table><thead><tr><th scope="col">NIP / VAT UE</th><th scope="col">REGON</th>\
                <th scope="col">KRS</th><th scope="col">Nazwa</th><th scope="col">Co w niej szczególnego</th></tr>\
                </thead>
                <tbody>%s</tbody></table></div></details>
                </section>
                """.formatted(companies.companies().size() + companies.foreign().size(), rows + foreign);
    }

    private static String row(String nip, String regon, String krs, String name, String note) {
        return """
                <tr><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td><td>%s</td>\
                <td>%s</td></tr>
                """.formatted(Html.escape(nip), Html.escape(regon), Html.escape(krs), Html.escape(name),
                Html.escape(note));
    }

    private static String section(String id, String title, int count, String empties, String content) {
        return """
                <section id="%1$s" aria-labelledby="%1$s-title">
                <div class="head"><h2 id="%1$s-title">%2$s</h2> <span class="count">%3$d</span>
                <button type="button" id="%1$s-empty" data-empty="%4$s"%5$s>Opróżnij</button></div>
                %6$s
                </section>
                """.formatted(id, title, count, empties, count == 0 ? " disabled" : "", content);
    }

    private static <T> String newestFirst(List<T> messages, Function<T, String> item) {
        var shown = messages.reversed().stream().limit(MOST_SHOWN).map(item).collect(Collectors.joining());
        var older = messages.size() > MOST_SHOWN
                ? "<p class=\"empty\">Pokazano %d najnowszych.</p>".formatted(MOST_SHOWN)
                : "";
        return "<ul class=\"messages\">" + shown + "</ul>" + older;
    }

    private static String mail(ReceivedMail mail) {
        var subject = mail.subject().isBlank() ? "(bez tematu)" : mail.subject();
        return """
                <li><details id="mail-%s"><summary><span class="subject">%s</span>
                <span class="meta">do %s · od %s · %s</span></summary>
                <div class="body"><dl>%s</dl>%s</div></details></li>
                """.formatted(Html.escape(mail.id()), Html.escape(subject), Html.escape(mail.to()),
                Html.escape(mail.from()), moment(mail.receivedAt()), headers(mail), bodies(mail));
    }

    private static String headers(ReceivedMail mail) {
        var rows = mail.headers().entrySet().stream()
                .filter(header -> SHOWN_HEADERS.stream().anyMatch(header.getKey()::equalsIgnoreCase))
                .map(header -> "<dt>%s</dt><dd>%s</dd>".formatted(Html.escape(header.getKey()),
                        Html.escape(header.getValue())))
                .collect(Collectors.joining());
        return mail.attachments().isEmpty()
                ? rows
                : rows + "<dt>Załączniki</dt><dd>%s</dd>".formatted(
                        Html.escape(String.join(", ", mail.attachments())));
    }

    private static String bodies(ReceivedMail mail) {
        var html = mail.html() == null ? "" : """
                <h3>Wersja HTML</h3>
                <iframe sandbox referrerpolicy="no-referrer" loading="lazy" title="Treść e-maila: %s" srcdoc="%s">\
                </iframe>
                """.formatted(Html.escape(mail.subject()), Html.escape(mail.html()));
        var text = mail.text() == null
                ? ""
                : "<h3>Wersja tekstowa</h3><pre>%s</pre>".formatted(
                        Html.escape(mail.text().strip()));
        return html + text;
    }

    private static String sms(ReceivedSms sms) {
        return """
                <li class="sms"><p>%s</p><span class="meta">do +%s · od %s · %s · %s, części: %d</span></li>
                """.formatted(Html.escape(sms.text()), Html.escape(sms.to()), Html.escape(sms.from()),
                moment(sms.receivedAt()), sms.encoding(), sms.parts());
    }

    private static String moment(Instant at) {
        return MOMENT.format(at);
    }
}
