package pl.kartoteka.sandbox;

import java.util.Map;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void showsThatNothingHasArrivedYet() throws Exception {
        var page = sandbox.get("/").body();

        assertThat(page).contains("<html lang=\"pl\">", "Nie ma jeszcze żadnego e-maila", "GUS REGON (BIR)",
                "Piekarnia Złoty Kłos sp. z o.o.").doesNotContain("{{");
    }

    @Test
    void escapesWhateverArrives() throws Exception {
        mail("<script>alert('temat')</script>", "<img src=x onerror=\"alert('tekst')\">");
        sandbox.form("/sms.do", Map.of("to", "500100200", "message", "<script>alert('sms')</script>"),
                "Authorization", "Bearer sandbox-sms-token");

        var page = sandbox.get("/").body();

        assertThat(page).contains("&lt;script&gt;alert(&#39;temat&#39;)", "&lt;script&gt;alert(&#39;sms&#39;)",
                "srcdoc=\"&lt;img src=x onerror=&quot;alert");
        assertThat(page).doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void framesMailSoThatItRunsAndLoadsNothing() throws Exception {
        mail("Oferta", "<p>Treść</p>");

        var response = sandbox.get("/");

        assertThat(response.body()).contains("<iframe sandbox referrerpolicy=\"no-referrer\"");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'nonce-");
    }

    @Test
    void beatsAnewWhenSomethingChanges() throws Exception {
        var before = sandbox.get("/pulse").body();

        sandbox.mode("gus", "DOWN");
        var failing = sandbox.get("/pulse").body();
        mail("Oferta", "<p>Treść</p>");
        var withMail = sandbox.get("/pulse").body();
        sandbox.delete("/mail");

        assertThat(failing).isNotEqualTo(before);
        assertThat(withMail).isNotEqualTo(failing);
        assertThat(sandbox.get("/pulse").body()).isNotIn(before, failing, withMail);
    }

    private void mail(String subject, String html) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", Integer.toString(sandbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("kartoteka@sprzedawca.example");
        message.setRecipients(Message.RecipientType.TO, "biuro@klos.example");
        message.setSubject(subject, "utf-8");
        message.setText(html, "utf-8", "html");
        Transport.send(message);
    }
}
