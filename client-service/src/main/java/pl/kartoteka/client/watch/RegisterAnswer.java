package pl.kartoteka.client.watch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.BusinessStatus;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.PostalAddress;
import pl.kartoteka.client.card.VatStatus;
import pl.kartoteka.client.identifier.KrsNumber;
import pl.kartoteka.client.identifier.Regon;
import pl.kartoteka.events.CompanyEvent.CompanyVerified;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** What a register's answer says about the fields of a card. What a register does not say, or says wrongly, is passed over. */
final class RegisterAnswer {
    /** The registered address of the card, whichever place it has in the list. */
    static final String REGISTERED_ADDRESS = "addresses.REGISTERED";

    private static final String NOT_FOUND = "NOT_FOUND";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Said> said = new ArrayList<>();
    private final ClientCard card;
    private final JsonNode data;

    private RegisterAnswer(ClientCard card, JsonNode data) {
        this.card = card;
        this.data = data;
    }

    /**
     * @param proposed what the register says
     * @param seen what the card says
     * @param differs whether that is another thing, and not only written otherwise
     */
    record Said(String field, JsonNode proposed, @Nullable JsonNode seen, boolean differs) {}

    static List<Said> about(ClientCard card, CompanyVerified verified) {
        var answer = new RegisterAnswer(card, JSON.valueToTree(verified.data()));
        boolean unknown = verified.outcome().equals(NOT_FOUND);
        switch (verified.register()) {
            case "GUS", "CEIDG" -> {
                if (!unknown) {
                    answer.company(verified.register());
                }
            }
            case "WHITE_LIST" ->
                    answer.vatStatus(unknown ? VatStatus.NOT_REGISTERED : answer.read("vatStatus", VatStatus.class));
            default -> {}
        }
        return answer.said;
    }

    private void company(String register) {
        if (card.kind().isOrganisation()) {
            text("name", card.name(), 500);
            String regon = string("regon");
            if (regon != null && Regon.isValid(regon)) {
                text("regon", card.regon(), 14);
            }
            String krs = string("krs");
            if (krs != null && KrsNumber.isValid(krs)) {
                text("krs", card.krs(), 10);
            }
        }
        address();
        status(register);
    }

    private void text(String field, @Nullable String seen, int longest) {
        String proposed = string(field);
        if (proposed != null && proposed.length() <= longest) {
            say(field, StringNode.valueOf(proposed), seen == null ? null : StringNode.valueOf(seen),
                    !folded(proposed).equals(folded(seen)));
        }
    }

    private void address() {
        JsonNode given = data.path("address");
        if (!given.path("city").isString()) {
            return;
        }
        var proposed = new PostalAddress(PostalAddress.Use.REGISTERED, part(given, "street"), part(given, "building"),
                part(given, "unit"), part(given, "postalCode"), part(given, "city"), "PL");
        PostalAddress seen = card.addresses().stream()
                .filter(address -> address.use() == PostalAddress.Use.REGISTERED)
                .findFirst().orElse(null);
        say(REGISTERED_ADDRESS, JSON.valueToTree(proposed), seen == null ? null : JSON.valueToTree(seen),
                seen == null || !folded(proposed).equals(folded(seen)));
    }

    private void status(String register) {
        BusinessStatus status = register.equals("CEIDG")
                ? BusinessStatus.ofCeidg(data.path("status").asString(""))
                : BusinessStatus.ofDates(is("endedOn") || is("removedOn"), is("bankruptOn") && !is("bankruptcyEndedOn"),
                        isSuspended());
        if (status == null) {
            return;
        }
        BusinessStatus seen = Objects.requireNonNullElse(card.businessStatus(), BusinessStatus.ACTIVE);
        say("businessStatus", StringNode.valueOf(status.name()),
                card.businessStatus() == null ? null : StringNode.valueOf(seen.name()), status != seen);
        if (status == BusinessStatus.CLOSED) {
            say("active", BooleanNode.FALSE, BooleanNode.valueOf(card.active()), card.active());
        }
    }

    private void vatStatus(@Nullable VatStatus status) {
        if (status != null) {
            VatStatus seen = Objects.requireNonNullElse(card.vatStatus(), VatStatus.ACTIVE);
            say("vatStatus", StringNode.valueOf(status.name()),
                    card.vatStatus() == null ? null : StringNode.valueOf(seen.name()), status != seen);
        }
    }

    private void say(String field, JsonNode proposed, @Nullable JsonNode seen, boolean differs) {
        said.add(new Said(field, proposed, seen, differs));
    }

    private boolean isSuspended() {
        String resumed = string("resumedOn");
        return is("suspendedOn") && (resumed == null || resumed.compareTo(data.path("suspendedOn").asString("")) < 0);
    }

    private boolean is(String field) {
        return data.hasNonNull(field);
    }

    private @Nullable String string(String field) {
        return part(data, field);
    }

    private static @Nullable String part(JsonNode node, String field) {
        String text = node.path(field).asString("").strip();
        return text.isEmpty() ? null : text;
    }

    private <E extends Enum<E>> @Nullable E read(String field, Class<E> type) {
        try {
            return Enum.valueOf(type, data.path(field).asString(""));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String folded(PostalAddress address) {
        return String.join("|", folded(address.city()), folded(address.street()).replaceFirst("^ul", ""),
                folded(address.building()), folded(address.unit()), folded(address.postalCode()));
    }

    /** Registers write in capitals, with and without dots; that is no other name. */
    private static String folded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('ł', 'l'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "");
        String company = SHORT_FORMS.entrySet().stream()
                .reduce(plain, (left, form) -> left.replace(form.getKey(), form.getValue()), (left, _) -> left);
        return company;
    }

    private static final Map<String, String> SHORT_FORMS = Map.of("spolkazograniczonaodpowiedzialnoscia", "spzoo",
            "spolkaakcyjna", "sa", "spolkajawna", "spj", "spolkakomandytowa", "spk", "spolkacywilna", "sc");
}
