package pl.kartoteka.gus.batch;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.identifier.EuVatNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;

/** A number of a batch, read as what it can only be: ten digits are a NIP, nine or fourteen a REGON. */
record BatchNumber(@Nullable Nip nip, @Nullable Regon regon, @Nullable EuVatNumber vatNumber) {
    private static final int LONGEST = 40;

    static BatchNumber read(String text) {
        var nip = Nip.parse(text).orElse(null);
        return new BatchNumber(nip, nip == null ? Regon.parse(text).orElse(null) : null,
                nip == null ? EuVatNumber.parse(text).orElse(null) : EuVatNumber.of(nip));
    }

    /** As it was given, where it can be kept so: a number written at great length is kept bare. */
    String shown(String text) {
        var storable = text.replace("\0", "");
        if (storable.length() <= LONGEST) {
            return storable;
        }
        return regon != null ? regon.digits() : vatNumber != null ? vatNumber.text() : storable.substring(0, LONGEST);
    }

    boolean malformed() {
        return nip == null && regon == null && vatNumber == null;
    }

    /** Empty when the register is not asked by such a number. */
    Optional<Question> question(Register register) {
        if (register == Register.VIES) {
            return Optional.ofNullable(vatNumber).map(Question.ByVatNumber::new);
        }
        return nip == null
                ? Optional.ofNullable(regon).map(Question.ByRegon::new)
                : Optional.of(new Question.ByNip(nip));
    }
}
