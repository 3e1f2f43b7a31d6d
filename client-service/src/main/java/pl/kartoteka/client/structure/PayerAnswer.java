package pl.kartoteka.client.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Payer;
import pl.kartoteka.client.structure.Structure.Place;

/**
 * Who pays what is invoiced for a client, and why.
 *
 * @param payer the buyer on the invoice
 * @param recipient the client itself
 * @param via the way from the recipient to the payer, each with its reason; empty where the client pays itself
 */
record PayerAnswer(Party payer, Party recipient, Reason reason, List<Step> via) {

    enum Reason {
        /** Nothing says otherwise. */
        SELF,
        /** The card says that the head office pays. */
        HEAD_OFFICE_PAYS,
        /** A unit of local government has no VAT of its own: the municipality above it is the buyer. */
        LOCAL_GOVERNMENT_UNIT
    }

    record Party(UUID id, String name, @Nullable String nip) {
        static Party of(Place place) {
            return new Party(place.id(), place.name(), place.nip());
        }
    }

    record Step(Party from, Party to, Reason reason) {}

    /** @param upwards the client, its head office and so on */
    static PayerAnswer of(List<Place> upwards) {
        var via = new ArrayList<Step>();
        for (int i = 0; i + 1 < upwards.size(); i++) {
            Reason reason = reason(upwards.get(i), upwards.get(i + 1));
            if (reason == Reason.SELF) {
                break;
            }
            via.add(new Step(Party.of(upwards.get(i)), Party.of(upwards.get(i + 1)), reason));
        }
        Party recipient = Party.of(upwards.getFirst());
        return via.isEmpty()
                ? new PayerAnswer(recipient, recipient, Reason.SELF, via)
                : new PayerAnswer(via.getLast().to(), recipient, via.getFirst().reason(), via);
    }

    private static Reason reason(Place below, Place above) {
        if (below.localGovernment() && above.localGovernment()) {
            return Reason.LOCAL_GOVERNMENT_UNIT;
        }
        return below.payer() == Payer.HEAD_OFFICE ? Reason.HEAD_OFFICE_PAYS : Reason.SELF;
    }
}
