package pl.kartoteka.messaging.channel;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

/** Reads what a failed hand-over says: the server's reply decides; without one, whether it could have begun at all. */
final class SmtpReplies {
    private static final int PERMANENT = 500;
    private static final int TEMPORARY = 400;

    /** What is wrong is our way of signing in, not the message: the operator mends it, and the mail goes. */
    private static final Set<Integer> NOT_LET_IN = Set.of(530, 534, 535, 538);
    private static final Set<Integer> NO_MAILBOX = Set.of(550, 551, 553);
    /** RFC 3463: 5.1.x is about the address, 5.7.x about whom the server does not like; without a code the reply is of the address. */
    private static final Pattern STATUS = Pattern.compile("\\b5\\.(\\d{1,3})\\.\\d{1,3}\\b");

    private SmtpReplies() {}

    static HandOver outcome(Exception failure) {
        boolean neverBegan = false;
        boolean noMailbox = false;
        int reply = 0;
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var causes = new ArrayDeque<Throwable>();
        add(causes, seen, failure);
        while (!causes.isEmpty()) {
            Throwable cause = causes.poll();
            reply = Math.max(reply, reply(cause));
            noMailbox |= cause instanceof SMTPAddressFailedException address && isNoMailbox(address);
            neverBegan |= cause instanceof MailConnectException
                    || cause instanceof AuthenticationFailedException
                    || cause instanceof MailAuthenticationException
                    || cause instanceof MailSendException sending && isRefusedConnection(sending);
            add(causes, seen, cause.getCause());
            if (cause instanceof MessagingException mail) {
                add(causes, seen, mail.getNextException());
            }
            if (cause instanceof MailSendException sending) {
                sending.getFailedMessages().values().forEach(each -> add(causes, seen, each));
            }
        }
        if (noMailbox) {
            return new HandOver.Bounced("SMTP_" + reply);
        }
        if (reply >= PERMANENT && !NOT_LET_IN.contains(reply)) {
            return new HandOver.Refused("SMTP_" + reply);
        }
        if (reply >= TEMPORARY) {
            return new HandOver.Later("SMTP_" + reply);
        }
        return neverBegan ? new HandOver.Later("SMTP_UNREACHABLE") : new HandOver.Unknown("OUTCOME_UNKNOWN");
    }

    /** Only what fails before the first message has the failure of the connection as that of the message, too. */
    private static boolean isRefusedConnection(MailSendException failure) {
        return failure.getCause() != null && failure.getFailedMessages().containsValue(failure.getCause());
    }

    private static void add(ArrayDeque<Throwable> causes, Set<Throwable> seen, @Nullable Throwable cause) {
        if (cause != null && seen.add(cause)) {
            causes.add(cause);
        }
    }

    private static boolean isNoMailbox(SMTPAddressFailedException refused) {
        Matcher status = STATUS.matcher(String.valueOf(refused.getMessage()));
        return NO_MAILBOX.contains(refused.getReturnCode()) && (!status.find() || status.group(1).equals("1"));
    }

    private static int reply(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
    }
}
