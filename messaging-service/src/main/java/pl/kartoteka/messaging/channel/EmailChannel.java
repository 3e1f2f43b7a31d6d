package pl.kartoteka.messaging.channel;

import java.io.UnsupportedEncodingException;
import java.util.Date;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.gate.ClearedMessage;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.template.Rendering.Rendered;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** E-mail over SMTP. */
@Component
class EmailChannel implements MessageChannel {
    private final JavaMailSender smtp;
    private final EmailProperties properties;

    EmailChannel(JavaMailSender smtp, EmailProperties properties) {
        this.smtp = smtp;
        this.properties = properties;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean recognisesRepetition() {
        return false;
    }

    @Override
    public Mono<HandOver> send(ClearedMessage message) {
        return Mono.fromCallable(() -> hand(message)).subscribeOn(Schedulers.boundedElastic());
    }

    private HandOver hand(ClearedMessage message) {
        MimeMessage mail;
        try {
            mail = mail(message);
        } catch (MessagingException | UnsupportedEncodingException _) {
            return new HandOver.Refused("ADDRESS_INVALID");
        }
        try {
            smtp.send(mail);
            return new HandOver.Accepted(mail.getMessageID());
        } catch (MailException | MessagingException e) {
            return SmtpReplies.outcome(e);
        }
    }

    private MimeMessage mail(ClearedMessage message) throws MessagingException, UnsupportedEncodingException {
        Rendered words = message.words();
        var mail = new IdentifiedMail(smtp.createMimeMessage().getSession(), messageId(message));
        var parts = new MimeMessageHelper(mail, words.html() != null && words.text() != null, "UTF-8");
        parts.setFrom(properties.from(), properties.name());
        parts.setTo(message.address());
        parts.setSubject(words.subject() == null ? "" : words.subject());
        parts.setSentDate(new Date());
        if (message.unsubscribe() != null) {
            // RFC 8058: mailboxes show a button of their own that posts to the link.
            mail.setHeader("List-Unsubscribe", "<" + message.unsubscribe() + ">");
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        if (words.html() == null) {
            parts.setText(words.text() == null ? "" : words.text());
        } else if (words.text() == null) {
            parts.setText(words.html(), true);
        } else {
            parts.setText(words.text(), words.html());
        }
        return mail;
    }

    private String messageId(ClearedMessage message) {
        return "<" + message.id() + "@" + properties.domain() + ">";
    }

    /** The same message has the same {@code Message-ID} whenever it is made. */
    private static final class IdentifiedMail extends MimeMessage {
        private final String messageId;

        IdentifiedMail(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
