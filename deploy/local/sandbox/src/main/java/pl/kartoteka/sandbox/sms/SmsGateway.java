package pl.kartoteka.sandbox.sms;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;

/** {@code sms.do} of the gateway, and what it has taken. */
public final class SmsGateway {

    private static final String TOKEN = "sandbox-sms-token";
    private static final String DEFAULT_SENDER = "Test";
    private static final int LONGEST_SENDER = 11;
    private static final int MOST_PARTS = 10;
    private static final int MOST_KEPT = 5_000;

    /** A recipient as asked for, and as the gateway understands it; null where it is no number. */
    private record Recipient(String submitted, @Nullable String number) {}

    private final InstantSource clock;
    private final Deque<ReceivedSms> messages = new ArrayDeque<>();
    private final Set<String> usedIdx = new HashSet<>();
    private long received;

    public SmsGateway(InstantSource clock) {
        this.clock = clock;
    }

    public Reply send(Request request) {
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return Reply.json(401, error(SmsError.AUTHORIZATION_FAILED, List.of()));
        }
        var form = request.form(charset(request));
        return new Submission(form).reply();
    }

    public synchronized List<ReceivedSms> all() {
        return List.copyOf(messages);
    }

    /** Changes with every SMS received or deleted. */
    public synchronized String state() {
        return received + "/" + messages.size();
    }

    public Reply list(Request request) {
        var to = request.query("to").map(SmsGateway::digits);
        return Reply.json(200,
                all().stream().filter(sms -> to.isEmpty() || sms.to().equals(to.get())).toList());
    }

    public synchronized Reply delete() {
        messages.clear();
        return Reply.empty(204);
    }

    private static Charset charset(Request request) {
        try {
            return request.form(StandardCharsets.US_ASCII).getOrDefault("encoding", List.of("utf-8")).stream()
                    .findFirst().map(Charset::forName).orElse(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Nine digits are a Polish number; a plus is not understood, as at the real gateway. */
    private static @Nullable String number(String submitted) {
        if (submitted.matches("\\d{9}")) {
            return "48" + submitted;
        }
        return submitted.matches("48\\d{9}|(?!48)[1-9]\\d{9,14}") ? submitted : null;
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    private static Map<String, Object> error(SmsError error, List<Recipient> invalid) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", error.code());
        body.put("message", error.message());
        if (!invalid.isEmpty()) {
            body.put("invalid_numbers", invalid.stream().map(recipient -> Map.of("number", recipient.submitted(),
                    "submitted_number", recipient.submitted(), "message", "Invalid phone number")).toList());
        }
        return body;
    }

    /** All or nothing: the numbers used before are known and the new ones kept in one step. */
    private synchronized boolean keep(List<ReceivedSms> batch, boolean checkIdx) {
        var used = batch.stream().anyMatch(sms -> sms.idx() != null && usedIdx.contains(sms.idx()));
        if (checkIdx && used) {
            return false;
        }
        for (var sms : batch) {
            if (messages.size() == MOST_KEPT) {
                messages.removeFirst();
            }
            messages.addLast(sms);
            received++;
            if (sms.idx() != null) {
                usedIdx.add(sms.idx());
            }
        }
        return true;
    }

    /** One call of {@code sms.do}: its fields, checked in the order in which the gateway complains. */
    private final class Submission {

        private final Map<String, List<String>> form;
        private final String text;
        private final List<Recipient> recipients;
        private final List<String> idx;

        Submission(Map<String, List<String>> form) {
            this.form = form;
            this.text = isSet("normalize") ? withoutDiacritics(field("message")) : field("message");
            this.recipients = list(field("to"), ",").stream().map(to -> new Recipient(to, number(to))).toList();
            this.idx = list(field("idx"), "\\|");
        }

        Reply reply() {
            var size = SmsParts.of(text);
            var invalid = recipients.stream().filter(recipient -> recipient.number() == null).toList();
            if (text.isEmpty() || isSet("nounicode") && size.encoding().equals(SmsParts.UCS_2)) {
                return refused(SmsError.NO_MESSAGE, List.of());
            }
            if (size.parts() > mostParts()) {
                return refused(SmsError.TOO_MANY_PARTS, List.of());
            }
            if (invalid.size() == recipients.size()) {
                return refused(SmsError.NO_CORRECT_NUMBERS, invalid);
            }
            if (field("from").length() > LONGEST_SENDER) {
                return refused(SmsError.WRONG_SENDER, List.of());
            }
            if (!idx.isEmpty() && idx.size() != recipients.size()) {
                return refused(SmsError.WRONG_COUNT_OF_IDX, List.of());
            }
            var batch = batch(size, clock.instant());
            if (!isSet("test") && !keep(batch, isSet("check_idx"))) {
                return refused(SmsError.IDX_USED, List.of());
            }
            return accepted(batch, size);
        }

        private List<ReceivedSms> batch(SmsParts size, Instant now) {
            var from = field("from").isEmpty() ? DEFAULT_SENDER : field("from");
            var batch = new ArrayList<ReceivedSms>();
            for (var i = 0; i < recipients.size(); i++) {
                var number = recipients.get(i).number();
                if (number != null) {
                    var id = UUID.randomUUID().toString().replace("-", "").substring(0, 24).toUpperCase(Locale.ROOT);
                    batch.add(new ReceivedSms(id, number, from, text, size.parts(), size.encoding(),
                            idx.isEmpty() ? null : idx.get(i), now));
                }
            }
            return batch;
        }

        private Reply accepted(List<ReceivedSms> batch, SmsParts size) {
            var points = Math.round(size.parts() * 16.5) / 100.0;
            if (!field("format").equals("json")) {
                return Reply.of(200, "text/plain", String.join(";", batch.stream()
                        .map(sms -> "OK:" + sms.id() + ":" + points + ":" + sms.to()).toList()));
            }
            var list = new ArrayList<Map<String, @Nullable Object>>();
            for (var sms : batch) {
                var item = new LinkedHashMap<String, @Nullable Object>();
                item.put("id", sms.id());
                item.put("points", points);
                item.put("number", sms.to());
                item.put("date_sent", sms.receivedAt().getEpochSecond());
                item.put("submitted_number", submitted(sms.to()));
                item.put("status", "QUEUE");
                item.put("idx", sms.idx());
                item.put("error", null);
                list.add(item);
            }
            var body = new LinkedHashMap<String, Object>();
            body.put("count", batch.size());
            if (isSet("details")) {
                body.put("message", text);
            }
            body.put("length", size.length());
            body.put("parts", size.parts());
            body.put("list", list);
            return Reply.json(200, body);
        }

        private Reply refused(SmsError error, List<Recipient> invalid) {
            return field("format").equals("json")
                    ? Reply.json(200, error(error, invalid))
                    : Reply.of(200, "text/plain", "ERROR:" + error.code());
        }

        private String submitted(String number) {
            return recipients.stream().filter(recipient -> number.equals(recipient.number()))
                    .map(Recipient::submitted).findFirst().orElse(number);
        }

        private int mostParts() {
            if (isSet("single")) {
                return 1;
            }
            return field("max_parts").matches("[1-9]|10") ? Integer.parseInt(field("max_parts")) : MOST_PARTS;
        }

        private boolean isSet(String name) {
            return field(name).equals("1");
        }

        private String field(String name) {
            return form.getOrDefault(name, List.of("")).getFirst();
        }

        private static List<String> list(String joined, String separator) {
            return Arrays.stream(joined.split(separator)).map(String::strip).filter(item -> !item.isEmpty()).toList();
        }

        private static String withoutDiacritics(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").replace('ł', 'l')
                    .replace('Ł', 'L');
        }
    }
}
