package pl.kartoteka.messaging.channel;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

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

    private SmtpReplies() {}

    static HandOver outcome(Exception failure) {
        boolean neverBegan = false;
        int reply = 0;
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var causes = new ArrayDeque<Throwable>();
        add(causes, seen, failure);
        while (!causes.isEmpty()) {
            Throwable cause = causes.poll();
            reply = Math.max(reply, reply(cause));
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
        if (reply >= PERMANENT) {
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

    private static int reply(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
    }
}
