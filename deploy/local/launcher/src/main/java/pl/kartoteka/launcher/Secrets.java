package pl.kartoteka.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Secrets made on first use and kept for the next start in a file only its owner can read. */
final class Secrets {
    private static final int BYTES = 32;

    private final Path file;
    private final Properties kept = new Properties();
    private final SecureRandom random = new SecureRandom();

    Secrets(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                kept.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    /** A password: letters, digits, - and _. */
    String password(String name) {
        return get(name, Base64.getUrlEncoder().withoutPadding());
    }

    /** A key of 256 bits in standard Base64. */
    String key(String name) {
        return get(name, Base64.getEncoder());
    }

    private synchronized String get(String name, Base64.Encoder encoder) {
        var secret = kept.getProperty(name);
        if (secret == null) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            secret = encoder.encodeToString(bytes);
            kept.setProperty(name, secret);
            store();
        }
        return secret;
    }

    private void store() {
        try {
            Files.createDirectories(file.getParent());
            var unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newBufferedWriter(unfinished)) {
                kept.store(out, "Secrets of this local run, made on its first start.");
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep secrets in " + file, e);
        }
    }
}
