package pl.kartoteka.sandbox.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/** Takes a MIME message apart: its texts, the names of its attachments, its headers. */
final class MailReader {

    private final Session session = Session.getInstance(new Properties());
    private final List<String> attachments = new ArrayList<>();
    private @Nullable String text;
    private @Nullable String html;

    private MailReader() {}

    static ReceivedMail read(String sender, String recipient, byte[] data, Instant receivedAt)
            throws MessagingException, IOException {
        return new MailReader().message(sender, recipient, data, receivedAt);
    }

    private ReceivedMail message(String sender, String recipient, byte[] data, Instant receivedAt)
            throws MessagingException, IOException {
        var message = new MimeMessage(session, new ByteArrayInputStream(data));
        part(message);
        var subject = message.getSubject();
        return new ReceivedMail(UUID.randomUUID().toString(), recipient, from(message, sender), sender,
                subject == null ? "" : subject, text, html, List.copyOf(attachments), headers(message), receivedAt);
    }

    private void part(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                part(child);
            }
        } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            attachments.add(part.getFileName() == null ? part.getContentType() : decoded(part.getFileName()));
        } else if (part.isMimeType("text/html") && html == null) {
            html = part.getContent().toString();
        } else if (part.isMimeType("text/*") && text == null) {
            text = part.getContent().toString();
        }
    }

    private static String from(MimeMessage message, String sender) throws MessagingException {
        var from = message.getFrom();
        return from != null && from.length > 0 && from[0] instanceof InternetAddress address
                ? address.getAddress()
                : sender;
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.merge(header.getName(), decoded(MimeUtility.unfold(header.getValue())), (one, more) -> one + "\n"
                    + more);
        }
        return headers;
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(value);
        } catch (UnsupportedEncodingException _) {
            return value;
        }
    }
}
