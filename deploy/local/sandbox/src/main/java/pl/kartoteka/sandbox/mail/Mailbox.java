package pl.kartoteka.sandbox.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;

/** All mail received, newest last; the oldest goes when there is too much. */
public final class Mailbox {

    private static final int MOST = 5_000;

    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private long received;

    synchronized void keep(ReceivedMail mail) {
        if (mails.size() == MOST) {
            mails.removeFirst();
        }
        mails.addLast(mail);
        received++;
    }

    public synchronized List<ReceivedMail> all() {
        return List.copyOf(mails);
    }

    /** Changes with every mail received or deleted. */
    public synchronized String state() {
        return received + "/" + mails.size();
    }

    public Reply list(Request request) {
        var to = request.query("to").map(wanted -> wanted.toLowerCase(Locale.ROOT));
        return Reply.json(200, all().stream()
                .filter(mail -> to.isEmpty() || mail.to().toLowerCase(Locale.ROOT).equals(to.get())).toList());
    }

    public synchronized Reply delete() {
        mails.clear();
        return Reply.empty(204);
    }
}
