package pl.kartoteka.sandbox.gus;

/** Which classification the codes of an entity come from: PKD 2025 holds for those registered since 2025. */
final class PkdYear {

    private PkdYear() {}

    static String of(int since) {
        return since >= 2025 ? "2025" : "2007";
    }
}
