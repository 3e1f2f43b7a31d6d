package pl.kartoteka.messaging.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ProviderRepliesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | {\"count\":1,\"list\":[{\"id\":\"613F\",\"status\":\"QUEUE\",\"error\":null}]} | Accepted[providerId=613F]",
        "201 | {\"count\":1,\"list\":[{\"id\":\"613F\"}]}                | Accepted[providerId=613F]",
        "200 | {\"error\":53,\"message\":\"idx used\"}                   | Accepted[providerId=null]",
        "200 | {\"error\":13,\"message\":\"No correct phone numbers\"}   | Refused[reason=SMS_13]",
        "200 | {\"error\":\"11\"}                                        | Refused[reason=SMS_11]",
        "400 | {\"error\":\"59\"}                                        | Refused[reason=SMS_59]",
        "200 | {\"count\":1,\"list\":[{\"id\":\"1\",\"error\":57}]}      | Refused[reason=SMS_57]",
        "200 | {\"error\":203}                                           | Later[reason=SMS_203]",
        "200 | {\"error\":103}                                           | Later[reason=SMS_103]",
        "401 | {\"error\":\"authorization_failed\"}                      | Later[reason=SMS_HTTP_401]",
        "429 | ''                                                        | Later[reason=SMS_HTTP_429]",
        "200 | {\"error\":999}                                           | Unknown[reason=OUTCOME_UNKNOWN]",
        "502 | <html>                                                    | Unknown[reason=OUTCOME_UNKNOWN]",
        "200 | {\"list\":[]}                                             | Unknown[reason=OUTCOME_UNKNOWN]",
        "200 | ''                                                        | Unknown[reason=OUTCOME_UNKNOWN]"
    })
    void readsTheSmsGateway(int status, String body, String outcome) {
        assertThat(SmsReplies.outcome(status, body)).hasToString(outcome);
    }

    @Test
    void readsTheMailServer() throws Exception {
        var address = new InternetAddress("biuro@klos.example");

        assertThat(SmtpReplies.outcome(sending(new SMTPAddressFailedException(address, "RCPT", 550, "unknown"))))
                .isEqualTo(new HandOver.Bounced("SMTP_550"));
        assertThat(SmtpReplies.outcome(sending(
                new SMTPAddressFailedException(address, "RCPT", 550, "550 5.1.1 no such user"))))
                .isEqualTo(new HandOver.Bounced("SMTP_550"));
        assertThat(SmtpReplies.outcome(sending(
                new SMTPAddressFailedException(address, "RCPT", 550, "550 5.7.1 your network is blocked"))))
                .isEqualTo(new HandOver.Refused("SMTP_550"));
        assertThat(SmtpReplies.outcome(sending(
                new SMTPSendFailedException("MAIL", 530, "sign in first", null, null, null, null))))
                .isNotInstanceOf(HandOver.Refused.class);
        assertThat(SmtpReplies.outcome(sending(
                new SMTPSendFailedException("DATA", 554, "too much spam", null, null, null, null))))
                .isEqualTo(new HandOver.Refused("SMTP_554"));
        assertThat(SmtpReplies.outcome(sending(
                new SMTPSendFailedException("DATA", 451, "later", null, null, null, null))))
                .isEqualTo(new HandOver.Later("SMTP_451"));
        assertThat(SmtpReplies.outcome(new MailAuthenticationException("refused")))
                .isEqualTo(new HandOver.Later("SMTP_UNREACHABLE"));
        assertThat(SmtpReplies.outcome(sending(
                new MessagingException("Exception reading response", new SocketTimeoutException("Read timed out")))))
                .isEqualTo(new HandOver.Unknown("OUTCOME_UNKNOWN"));
    }

    @Test
    void mailThatABusyServerDidNotLetInWaits() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var greeting = Thread.ofVirtual().start(() -> greet(server, "421 too many connections\r\n"));
            var smtp = new JavaMailSenderImpl();
            smtp.setHost(server.getInetAddress().getHostAddress());
            smtp.setPort(server.getLocalPort());

            var failure = catchThrowableOfType(MailException.class, () -> smtp.send(smtp.createMimeMessage()));

            assertThat(SmtpReplies.outcome(failure)).isEqualTo(new HandOver.Later("SMTP_UNREACHABLE"));
            greeting.join();
        }
    }

    @Test
    void mailBeforeABrokenGoodbyeMayHaveGone() {
        assertThat(SmtpReplies.outcome(
                new MailSendException("Failed to close server connection", new MessagingException("closed"))))
                .isEqualTo(new HandOver.Unknown("OUTCOME_UNKNOWN"));
    }

    private static void greet(ServerSocket server, String greeting) {
        try (var caller = server.accept()) {
            caller.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            caller.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Spring wraps it. */
    private static MailSendException sending(MessagingException cause) {
        return new MailSendException(java.util.Map.of("mail", cause));
    }
}
