package pl.kartoteka.consent.privacy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.personal.PersonalFile;
import pl.kartoteka.personal.SealedPiece;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The archive a person gets, made while it is downloaded: a folder for each service, all of it as one readable document, and a
 * list of what is in it. In memory are the piece at hand and the JSON for the document.
 */
final class Archive {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(made, StandardCharsets.UTF_8);
    private final List<Listed> contents = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Instant at;
    private @Nullable String open;

    private Archive(Instant at) {
        this.at = at;
    }

    /** A piece of a file of one service; pieces of one file follow each other. */
    record Piece(String service, SealedPiece piece) {}

    /** What is in the archive, for the person who opens it. */
    record Listed(String file, String title, String mediaType) {}

    private record Told(String service, String title, ByteArrayOutputStream json) {
        ReadablePages.Section section() {
            return new ReadablePages.Section(service, title, JSON.readTree(json.toByteArray()));
        }
    }

    static Flux<byte[]> of(Flux<Piece> pieces, Instant at) {
        return Flux.defer(() -> {
            var archive = new Archive(at);
            return pieces.publishOn(Schedulers.boundedElastic())
                    .map(archive::add)
                    .concatWith(Mono.fromSupplier(archive::finish))
                    .filter(bytes -> bytes.length > 0);
        });
    }

    private byte[] add(Piece piece) {
        String name = piece.service() + "/" + safe(piece.piece().name());
        try {
            if (!name.equals(open)) {
                begin(name);
                contents.add(new Listed(name, piece.piece().title(), piece.piece().mediaType()));
                if (piece.piece().mediaType().equals(PersonalFile.JSON)) {
                    told.add(new Told(piece.service(), piece.piece().title(), new ByteArrayOutputStream()));
                }
            }
            if (piece.piece().mediaType().equals(PersonalFile.JSON)) {
                told.getLast().json().writeBytes(piece.piece().content());
            }
            zip.write(piece.piece().content());
            zip.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return take();
    }

    private byte[] finish() {
        try {
            begin("dane.pdf");
            zip.write(ReadablePages.ofArchive(told.stream().map(Told::section).toList(), at));
            contents.add(new Listed("dane.pdf", "Twoje dane do przeczytania", "application/pdf"));
            begin("contents.json");
            zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return take();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(at.atZone(Deadline.WARSAW).toLocalDateTime());
        zip.putNextEntry(entry);
        open = name;
    }

    private byte[] take() {
        byte[] bytes = made.toByteArray();
        made.reset();
        return bytes;
    }

    /** A name from outside never leads out of the folder it is unpacked in. */
    private static String safe(String name) {
        return name.replace('\\', '/').replaceAll("(^|/)\\.{1,2}(?=/|$)", "$1_").replaceAll("^/+", "");
    }

}
