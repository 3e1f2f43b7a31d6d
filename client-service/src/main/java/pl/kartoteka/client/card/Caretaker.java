package pl.kartoteka.client.card;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    /** This one beside those there are, in its new role; a new primary caretaker makes the one before an additional one. */
    public List<Caretaker> beside(List<Caretaker> present) {
        if (present.contains(this)) {
            return present;
        }
        Stream<Caretaker> others = present.stream().filter(one -> !one.subject().equals(subject))
                .map(one -> role == Role.PRIMARY ? one.as(Role.ADDITIONAL) : one);
        return Stream.concat(others, Stream.of(this)).sorted(Comparator.comparing(Caretaker::role)).toList();
    }

    public Caretaker as(Role another) {
        return new Caretaker(subject, name, another);
    }

    public enum Role {
        PRIMARY, ADDITIONAL
    }
}
