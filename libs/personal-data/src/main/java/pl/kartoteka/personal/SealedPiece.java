package pl.kartoteka.personal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import tools.jackson.databind.json.JsonMapper;

/**
 * A piece of a file that is handed out. Pieces of the same name that follow each other are one file.
 *
 * @param title what the file is, in Polish
 */
public record SealedPiece(String name, String title, String mediaType, byte[] content) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param context what the piece belongs to; with another one it cannot be opened */
    byte[] seal(String publicKey, String context) {
        byte[] label = JSON.writeValueAsBytes(new Label(name, title, mediaType));
        var plain = new ByteArrayOutputStream();
        plain.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(label.length).array());
        plain.writeBytes(label);
        plain.writeBytes(content);
        return Seal.seal(publicKey, plain.toByteArray(), context.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when it was not sealed for this key and this context */
    public static SealedPiece open(byte[] privateKey, byte[] sealed, String context) {
        byte[] plain = Seal.open(privateKey, sealed, context.getBytes(StandardCharsets.UTF_8));
        int labelEnd = Integer.BYTES + ByteBuffer.wrap(plain).getInt();
        Label label = JSON.readValue(Arrays.copyOfRange(plain, Integer.BYTES, labelEnd), Label.class);
        return new SealedPiece(
                label.name(), label.title(), label.mediaType(), Arrays.copyOfRange(plain, labelEnd, plain.length));
    }

    /** What a piece belongs to. */
    public static String context(Object requestId, String service, int round, int number) {
        return requestId + "|" + service + "|" + round + "|" + number;
    }

    @Override
    public String toString() {
        return "SealedPiece[" + mediaType + "]";
    }

    record Label(String name, String title, String mediaType) {}
}
