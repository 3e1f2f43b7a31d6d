package pl.kartoteka.client.card;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.EmailAddress;
import pl.kartoteka.client.identifier.PhoneNumber;

/**
 * How the client is written to where nothing else is said.
 *
 * @param documentEmail where documents go; need not be one of the card's addresses
 * @param smsPhone where SMS go; need not be one of the card's phones
 */
public record MessageParameters(
        @Nullable UUID emailTemplateId,
        @Nullable UUID smsTemplateId,
        @Nullable String documentEmail,
        @Nullable String smsPhone) {

    public MessageParameters {
        documentEmail = Texts.clean(documentEmail);
        documentEmail = documentEmail == null ? null : EmailAddress.normalised(documentEmail);
        smsPhone = Texts.clean(smsPhone);
        smsPhone = smsPhone == null ? null : PhoneNumber.normalised(smsPhone);
    }

    /** Says nothing about anybody, so that an address never reaches a log by accident. */
    @Override
    public String toString() {
        return "message parameters";
    }
}
