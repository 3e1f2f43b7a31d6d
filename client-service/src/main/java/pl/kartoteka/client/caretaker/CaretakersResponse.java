package pl.kartoteka.client.caretaker;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Caretaker;

/** The caretakers of a client, the primary one first. */
record CaretakersResponse(List<Item> items) {
    /** @param today who stands in today; null where nobody needs to */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String subject, String name, Caretaker.Role role, @Nullable String today) {}
}
