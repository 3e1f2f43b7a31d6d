package pl.kartoteka.client.representative;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.EmailAddress;
import pl.kartoteka.client.identifier.PhoneNumber;
import pl.kartoteka.problem.ChecksItself;

record RepresentativeRequest(
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String firstName,
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable @Size(max = 1000) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*", message = "{text.control-characters}") String note)
        implements
            ChecksItself {

    RepresentativeRequest {
        firstName = firstName == null ? firstName : firstName.strip();
        lastName = lastName == null ? lastName : lastName.strip();
        email = email == null || email.isBlank() ? null : EmailAddress.normalised(email);
        phone = phone == null || phone.isBlank() ? null : PhoneNumber.normalised(phone);
    }

    static RepresentativeRequest of(Representative person) {
        return new RepresentativeRequest(person.firstName(), person.lastName(), person.email(), person.phone(),
                person.note());
    }

    @Override
    public void check(Errors errors) {
        if (email != null && !EmailAddress.isValid(email)) {
            errors.add("email", "email.invalid");
        }
        if (phone != null && !PhoneNumber.isValid(phone)) {
            errors.add("phone", "phone.invalid");
        }
    }

    @Override
    public String toString() {
        return "representative";
    }
}
