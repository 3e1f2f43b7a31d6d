package pl.kartoteka.gus.vies;

import java.util.List;

import pl.kartoteka.gus.register.HttpReply;
import pl.kartoteka.gus.register.JsonAnswer;
import pl.kartoteka.gus.register.RegisterFailure;

/** Whether VIES works, and which member states it can reach: a number of another can only be UNKNOWN now. */
record MemberStates(boolean available, List<MemberState> memberStates) {

    enum Availability {
        AVAILABLE, UNAVAILABLE, NOT_MONITORED
    }

    record MemberState(String country, Availability availability) {}

    static MemberStates read(HttpReply reply) {
        if (reply.orOutage().status() != 200) {
            throw RegisterFailure.broken("VIES: HTTP " + reply.status());
        }
        var answer = JsonAnswer.object(reply);
        var available = answer.path("vow").path("available");
        if (!available.isBoolean() || !answer.path("countries").isArray()) {
            throw RegisterFailure.broken("VIES: a status without vow or countries");
        }
        return new MemberStates(available.booleanValue(), JsonAnswer.items(answer, "countries").stream()
                .map(state -> new MemberState(JsonAnswer.required(state, "countryCode"),
                        availability(JsonAnswer.required(state, "availability"))))
                .toList());
    }

    private static Availability availability(String word) {
        return switch (word) {
            case "Available" -> Availability.AVAILABLE;
            case "Unavailable" -> Availability.UNAVAILABLE;
            case "Monitoring Disabled" -> Availability.NOT_MONITORED;
            default -> throw RegisterFailure.broken("VIES: unknown availability");
        };
    }
}
