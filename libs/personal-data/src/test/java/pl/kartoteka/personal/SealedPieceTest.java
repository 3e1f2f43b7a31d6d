package pl.kartoteka.personal;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealedPieceTest {
    private static final String HERE = SealedPiece.context(UUID.randomUUID(), "client-service", 1, 0);

    private final Seal.Keys keys = Seal.newKeys();
    private final SealedPiece piece = new SealedPiece("card.json", "Karta klienta", PersonalFile.JSON,
            "{\"name\":\"Łucja\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void opensForWhoAskedAndForNobodyElse() {
        byte[] sealed = piece.seal(keys.publicKey(), HERE);

        SealedPiece opened = SealedPiece.open(keys.privateKey(), sealed, HERE);

        assertThat(opened.name()).isEqualTo("card.json");
        assertThat(opened.title()).isEqualTo("Karta klienta");
        assertThat(opened.content()).isEqualTo(piece.content());
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("ucja").doesNotContain("card");
        assertThatThrownBy(() -> SealedPiece.open(Seal.newKeys().privateKey(), sealed, HERE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotBePassedOffAsAPieceOfAnotherRequest() {
        byte[] sealed = piece.seal(keys.publicKey(), HERE);

        assertThatThrownBy(() -> SealedPiece.open(
                keys.privateKey(), sealed, SealedPiece.context(UUID.randomUUID(), "client-service", 1, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> SealedPiece.open(keys.privateKey(), sealed, HERE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsALargeFileAndGathersSmallPieces() {
        byte[] large = new byte[3 * PersonalDataDesk.PIECE + 17];
        new Random(7).nextBytes(large);
        var file = new PersonalFile("scan.pdf", "Skan", "application/pdf",
                Flux.just(large, new byte[]{1}, new byte[]{2}));

        var pieces = PersonalDataDesk.pieces(file).collectList().block();

        assertThat(pieces).hasSize(4).allSatisfy(piece -> assertThat(piece.content().length)
                .isLessThan(PersonalDataDesk.PIECE + 64 * 1024));
        assertThat(pieces.stream().mapToInt(piece -> piece.content().length).sum()).isEqualTo(large.length + 2);
        assertThat(pieces.getLast().content()).endsWith((byte) 1, (byte) 2);
    }

    @Test
    void keepsAnEmptyFile() {
        var file = new PersonalFile("note.txt", "Notatka", "text/plain", Flux.empty());

        assertThat(PersonalDataDesk.pieces(file).collectList().block()).hasSize(1);
    }
}
