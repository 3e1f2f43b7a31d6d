package pl.kartoteka.client.caretaker;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Caretaker;

record CaretakerRequest(@NotNull Caretaker.Role role, @Nullable @Size(max = 200) String name) {
    String called(String subject) {
        return name == null ? subject : name;
    }
}
