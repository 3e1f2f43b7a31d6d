package pl.kartoteka.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pl.kartoteka.sandbox.RunningSandbox.json;

class MailWireTest {

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void takesAMessageApart() throws Exception {
        var message = message("biuro@klos.example");
        message.setHeader("List-Unsubscribe", "<https://kartoteka.example/u/1>");
        Transport.send(message);

        var mail = json(sandbox.get("/mail")).path(0);
        assertThat(mail.path("to").asString()).isEqualTo("biuro@klos.example");
        assertThat(mail.path("from").asString()).isEqualTo("kartoteka@sprzedawca.example");
        assertThat(mail.path("subject").asString()).isEqualTo("Świeże pieczywo – zniżka dla Łodzi");
        assertThat(mail.path("text").asString()).isEqualTo("Dzień dobry,\r\n.kropka na początku\r\n");
        assertThat(mail.path("html").asString()).contains("<b>Dzień dobry</b>");
        assertThat(mail.path("headers").path("List-Unsubscribe").asString())
                .isEqualTo("<https://kartoteka.example/u/1>");
        assertThat(mail.path("headers").path("Message-ID").asString()).isNotEmpty();
        assertThat(mail.path("receivedAt").asString()).isEqualTo("2026-11-22T10:00:00Z");
    }

    @Test
    void keepsAMailForEachRecipientAndFiltersByIt() throws Exception {
        Transport.send(message("biuro@klos.example,Anna@podroza.example"));

        assertThat(json(sandbox.get("/mail")).size()).isEqualTo(2);
        assertThat(json(sandbox.get("/mail?to=anna@podroza.example")).size()).isOne();
        assertThat(json(sandbox.get("/mail?to=nikt@podroza.example")).size()).isZero();
        assertThat(sandbox.delete("/mail").statusCode()).isEqualTo(204);
        assertThat(json(sandbox.get("/mail")).size()).isZero();
    }

    @Test
    void refusesRecipientsThatBounce() throws Exception {
        assertThatThrownBy(() -> Transport.send(message("ktos@bounce.example")))
                .isInstanceOf(SendFailedException.class).hasStackTraceContaining("550 5.1.1");
        assertThatThrownBy(() -> Transport.send(message("ktos@later.example")))
                .isInstanceOf(SendFailedException.class).hasStackTraceContaining("451 4.3.0");
        assertThat(json(sandbox.get("/mail")).size()).isZero();
    }

    @Test
    void namesAttachments() throws Exception {
        var message = message("biuro@klos.example");
        var parts = (MimeMultipart) message.getContent();
        var attachment = new MimeBodyPart();
        attachment.setContent("treść", "text/plain; charset=utf-8");
        attachment.setFileName("oferta.txt");
        parts.addBodyPart(attachment);
        message.setContent(parts);
        Transport.send(message);

        var mail = json(sandbox.get("/mail")).path(0);
        assertThat(mail.path("attachments").path(0).asString()).isEqualTo("oferta.txt");
        assertThat(mail.path("text").asString()).startsWith("Dzień dobry");
    }

    @Test
    void holdsToTheOrderOfCommands() throws Exception {
        assertThat(talk("MAIL FROM:<a@b.example>", "QUIT")).containsExactly("220", "503", "221");
        assertThat(talk("HELO x", "RCPT TO:<a@b.example>", "DATA", "QUIT")).containsExactly("220", "250", "503", "503",
                "221");
        assertThat(talk("HELO x", "MAIL FROM:a@b.example", "MAIL FROM:<> SIZE=99999999", "BOGUS", "NOOP", "QUIT"))
                .containsExactly("220", "250", "501", "552", "502", "250", "221");
    }

    @Test
    void takesSeveralMessagesInOneConversationAndForgetsAfterReset() throws Exception {
        var codes = talk("HELO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "RSET",
                "MAIL FROM:<a@b.example>", "RCPT TO:<e@f.example>", "DATA", "Subject: jeden\r\n\r\n..kropka\r\n.",
                "MAIL FROM:<>", "RCPT TO:<g@h.example>", "DATA", "Subject: dwa\r\n\r\nx\r\n.", "QUIT");

        assertThat(codes).containsExactly("220", "250", "250", "250", "250", "250", "250", "354", "250", "250", "250",
                "354", "250", "221");
        var mails = json(sandbox.get("/mail"));
        assertThat(mails.size()).isEqualTo(2);
        assertThat(mails.path(0).path("to").asString()).isEqualTo("e@f.example");
        assertThat(mails.path(0).path("text").asString()).isEqualTo(".kropka\r\n");
        assertThat(mails.path(1).path("sender").asString()).isEmpty();
    }

    @Test
    void refusesAMessageThatIsTooBigAndGoesOn() throws Exception {
        var big = ("x".repeat(998) + "\r\n").repeat(10_600);

        var codes = talk("HELO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA", big + ".", "NOOP",
                "QUIT");

        assertThat(codes).containsExactly("220", "250", "250", "250", "354", "552", "250", "221");
        assertThat(json(sandbox.get("/mail")).size()).isZero();
    }

    private MimeMessage message(String to) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", Integer.toString(sandbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("kartoteka@sprzedawca.example", "Kartoteka"));
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject("Świeże pieczywo – zniżka dla Łodzi", "utf-8");
        var text = new MimeBodyPart();
        text.setText("Dzień dobry,\r\n.kropka na początku\r\n", "utf-8");
        var html = new MimeBodyPart();
        html.setText("<p><b>Dzień dobry</b></p>", "utf-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    /** Says one line after the other and notes the code of each answer. */
    private List<String> talk(String... lines) throws IOException {
        var codes = new ArrayList<String>();
        try (var socket = new Socket("localhost", sandbox.smtpPort())) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            codes.add(in.readLine().substring(0, 3));
            for (var line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                codes.add(in.readLine().substring(0, 3));
            }
        }
        return codes;
    }
}
