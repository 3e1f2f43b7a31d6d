package pl.kartoteka.client.attachment;

import java.util.regex.Pattern;

/** What a caller called a file: without folders, control characters and what file systems do not take. */
record FileName(String text) {
    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\"*:<>?|]+");
    private static final int LONGEST = 200;

    static FileName of(String written) {
        String last = FOLDERS.matcher(written).replaceFirst("");
        String clean = NOT_IN_NAMES.matcher(last).replaceAll(" ").strip();
        String name = clean.isEmpty() || clean.chars().allMatch(c -> c == '.') ? "plik" : clean;
        return new FileName(name.length() <= LONGEST ? name : name.substring(name.length() - LONGEST));
    }
}
