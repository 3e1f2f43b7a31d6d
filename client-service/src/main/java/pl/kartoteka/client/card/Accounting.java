package pl.kartoteka.client.card;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How documents of the client are posted. */
public record Accounting(
        @Nullable @Size(max = 50) String receivablesAccount,
        @Nullable @Size(max = 50) String payablesAccount,
        @Nullable @Size(max = 100) String postingSchema) {

    public Accounting {
        receivablesAccount = Texts.clean(receivablesAccount);
        payablesAccount = Texts.clean(payablesAccount);
        postingSchema = Texts.clean(postingSchema);
    }
}
