package pl.kartoteka.consent.offline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Checks an export of the consent ledger; the exit code is 0 when it is intact, 1 when it is not, 2 when it cannot be read. */
final class VerifyConsentLedger {
    static final int INTACT = 0;
    static final int NOT_INTACT = 1;
    static final int UNREADABLE = 2;

    private VerifyConsentLedger() {}

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** @param arguments the export, the public key, and, when one was kept elsewhere, the hash of a signed head */
    static int run(PrintStream out, String... arguments) {
        if (arguments.length < 2 || arguments.length > 3) {
            out.println("usage: verify-consent-ledger EXPORT.ndjson PUBLIC-KEY [HASH-OF-A-HEAD-KEPT-ELSEWHERE]");
            return UNREADABLE;
        }
        AtomicLong findings = new AtomicLong();
        try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[0]))) {
            ExportCheck check = new ExportCheck(new PublicKeys(Files.readString(Path.of(arguments[1]))), finding -> {
                findings.incrementAndGet();
                out.println(finding);
            });
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // An editor or a copy may end the file with an empty line; there is nothing in it to check.
                if (!line.isBlank()) {
                    check.line(line);
                }
            }
            check.close(arguments.length == 3 ? arguments[2] : "");
            out.println((findings.get() == 0 ? "INTACT: " : "NOT INTACT: ") + check.summary());
            return findings.get() == 0 ? INTACT : NOT_INTACT;
        } catch (IOException | IllegalArgumentException e) {
            out.println("cannot be checked: " + e.getMessage());
            return UNREADABLE;
        }
    }
}
