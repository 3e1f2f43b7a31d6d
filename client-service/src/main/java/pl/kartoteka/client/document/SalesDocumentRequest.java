package pl.kartoteka.client.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Money;
import pl.kartoteka.client.identifier.Nip;

record SalesDocumentRequest(
        @Nullable UUID clientId,
        @Nullable String nip,
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String number,
        @NotNull DocumentType type,
        @NotNull LocalDate issuedOn,
        @NotNull @Valid Money gross,
        @Nullable @Valid Money paid,
        @Nullable LocalDate dueOn,
        DocumentStatus status,
        @Nullable Instant changedAt) {

    SalesDocumentRequest {
        nip = nip == null ? null : Nip.normalised(nip);
        number = number == null ? number : number.strip();
        status = status == null ? DocumentStatus.ISSUED : status;
    }

    SalesDocument from(String source) {
        return new SalesDocument(source, number, clientId, nip, type, status, issuedOn, dueOn, gross.currency(),
                gross.amount(),
                paid == null ? BigDecimal.ZERO.setScale(gross.amount().scale()) : paid.amount(), changedAt);
    }

    @AssertTrue(message = "{nip.invalid}")
    boolean isNip() {
        return nip == null || Nip.isValid(nip);
    }

    @AssertTrue(message = "{document.client-missing}")
    boolean isClientId() {
        return clientId != null || nip != null;
    }

    @AssertTrue(message = "{document.currencies-differ}")
    boolean isPaid() {
        return paid == null || gross == null || paid.currency() == null || paid.currency().equals(gross.currency());
    }

    @AssertTrue(message = "{date.out-of-range}")
    boolean isIssuedOn() {
        return issuedOn == null || inRange(issuedOn);
    }

    @AssertTrue(message = "{date.out-of-range}")
    boolean isDueOn() {
        return dueOn == null || inRange(dueOn);
    }

    @AssertTrue(message = "{date.out-of-range}")
    boolean isChangedAt() {
        return changedAt == null
                || changedAt.isAfter(Instant.EPOCH) && changedAt.isBefore(Instant.parse("9999-12-31T00:00:00Z"));
    }

    private static boolean inRange(LocalDate date) {
        return date.getYear() >= 1900 && date.getYear() <= 9999;
    }
}
