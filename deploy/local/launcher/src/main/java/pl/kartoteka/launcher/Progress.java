package pl.kartoteka.launcher;

/** Who is told how the start goes on. */
public interface Progress {
    /** Nobody. */
    Progress SILENT = _ -> {};

    /** One line. */
    void say(String line);
}
