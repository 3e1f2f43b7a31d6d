package pl.kartoteka.client.card;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * One of our people who looks after the client.
 *
 * @param subject as in that person's token
 * @param name as people call that person; the subject where nothing is said
 */
public record Caretaker(
        @NotNull @Pattern(regexp = "[^\\p{Cntrl}\\s]{1,200}") String subject,
        @Size(max = 200) String name,
        Role role) {

    @SuppressWarnings("NullAway") // null stays for validation to name
    public Caretaker {
        String called = Texts.clean(name);
        name = called == null ? subject : called;
        role = role == null ? Role.ADDITIONAL : role;
    }

    public Caretaker as(Role another) {
        return new Caretaker(subject, name, another);
    }

    public enum Role {
        PRIMARY, ADDITIONAL
    }
}
