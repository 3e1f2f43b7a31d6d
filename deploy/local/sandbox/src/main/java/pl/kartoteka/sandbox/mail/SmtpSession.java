package pl.kartoteka.sandbox.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/** One conversation of RFC 5321, with SIZE, 8BITMIME, SMTPUTF8, PIPELINING and enhanced status codes. */
final class SmtpSession {

    static final int MOST_BYTES = 10 << 20;

    private static final int MOST_LINE = 64 << 10;
    private static final int MOST_RECIPIENTS = 1_000;
    private static final Pattern FROM = Pattern.compile("FROM:\\s*<([^>]*)>(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TO = Pattern.compile("TO:\\s*<([^>]+)>.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("(?i)\\bSIZE=(\\d{1,12})\\b");

    private final InputStream in;
    private final OutputStream out;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final List<String> recipients = new ArrayList<>();
    private @Nullable String sender;
    private boolean greeted;

    SmtpSession(InputStream in, OutputStream out, Mailbox mailbox, InstantSource clock) {
        this.in = new BufferedInputStream(in);
        this.out = new BufferedOutputStream(out);
        this.mailbox = mailbox;
        this.clock = clock;
    }

    void run() throws IOException {
        reply("220 sandbox.kartoteka.example ESMTP");
        for (var line = line(); line != null; line = line()) {
            var space = line.indexOf(' ');
            var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
            var argument = space < 0 ? "" : line.substring(space + 1).strip();
            if (verb.equals("QUIT")) {
                reply("221 2.0.0 Bye");
                return;
            }
            handle(verb, argument);
        }
    }

    private void handle(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO" -> {
                greet();
                reply("250-sandbox.kartoteka.example", "250-SIZE " + MOST_BYTES, "250-8BITMIME", "250-SMTPUTF8",
                        "250-PIPELINING", "250 ENHANCEDSTATUSCODES");
            }
            case "HELO" -> {
                greet();
                reply("250 sandbox.kartoteka.example");
            }
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data();
            case "RSET" -> {
                forget();
                reply("250 2.0.0 Reset");
            }
            case "NOOP" -> reply("250 2.0.0 OK");
            case "VRFY" -> reply("252 2.1.5 Cannot verify, but will accept");
            default -> reply("502 5.5.1 Command not implemented");
        }
    }

    private void mail(String argument) throws IOException {
        Matcher from = FROM.matcher(argument);
        if (!greeted || sender != null) {
            reply("503 5.5.1 Bad sequence of commands");
        } else if (!from.matches()) {
            reply("501 5.5.4 Syntax: MAIL FROM:<address>");
        } else if (announcedSize(from.group(2)) > MOST_BYTES) {
            reply("552 5.3.4 Message too big");
        } else {
            sender = from.group(1);
            reply("250 2.1.0 OK");
        }
    }

    private void recipient(String argument) throws IOException {
        Matcher to = TO.matcher(argument);
        if (sender == null) {
            reply("503 5.5.1 Bad sequence of commands");
        } else if (!to.matches()) {
            reply("501 5.5.4 Syntax: RCPT TO:<address>");
        } else if (isAt("bounce.example", to.group(1))) {
            reply("550 5.1.1 No such mailbox");
        } else if (isAt("later.example", to.group(1))) {
            reply("451 4.3.0 Try again later");
        } else if (recipients.size() == MOST_RECIPIENTS) {
            reply("452 4.5.3 Too many recipients");
        } else {
            recipients.add(to.group(1));
            reply("250 2.1.5 OK");
        }
    }

    private void data() throws IOException {
        if (sender == null || recipients.isEmpty()) {
            reply("503 5.5.1 Bad sequence of commands");
            return;
        }
        reply("354 End with a line that is just a dot");
        var message = message();
        if (message.length > MOST_BYTES) {
            reply("552 5.3.4 Message too big");
        } else {
            reply(keep(sender, message) ? "250 2.0.0 Kept" : "554 5.6.0 Not a message");
        }
        forget();
    }

    private boolean keep(String from, byte[] message) throws IOException {
        try {
            for (var recipient : recipients) {
                mailbox.keep(MailReader.read(from, recipient, message, clock.instant()));
            }
            return true;
        } catch (MessagingException _) {
            return false;
        }
    }

    /** Reads up to the lone dot, also past what it is ready to keep, so that the conversation can go on. */
    private byte[] message() throws IOException {
        var message = new ByteArrayOutputStream();
        for (var line = bytes(Integer.MAX_VALUE); line != null; line = bytes(Integer.MAX_VALUE)) {
            if (line.length == 1 && line[0] == '.') {
                return message.toByteArray();
            }
            if (message.size() <= MOST_BYTES) {
                var stuffed = line.length > 0 && line[0] == '.' ? 1 : 0;
                message.write(line, stuffed, line.length - stuffed);
                message.write('\r');
                message.write('\n');
            }
        }
        throw new IOException("connection closed within a message");
    }

    private void greet() {
        greeted = true;
        forget();
    }

    private void forget() {
        sender = null;
        recipients.clear();
    }

    private static long announcedSize(String parameters) {
        var size = SIZE.matcher(parameters);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }

    private static boolean isAt(String domain, String address) {
        return address.toLowerCase(Locale.ROOT).endsWith("@" + domain);
    }

    private @Nullable String line() throws IOException {
        var bytes = bytes(MOST_LINE);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private byte @Nullable [] bytes(int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                var bytes = line.toByteArray();
                var end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
                return Arrays.copyOf(bytes, end);
            }
            if (line.size() == Math.min(most, MOST_BYTES + 2)) {
                throw new IOException("line too long");
            }
            line.write(next);
        }
        return null;
    }

    private void reply(String... lines) throws IOException {
        for (var line : lines) {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
