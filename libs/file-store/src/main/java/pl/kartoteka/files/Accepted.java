package pl.kartoteka.files;

import java.util.Set;

import org.springframework.util.unit.DataSize;

/** What files are taken. */
public record Accepted(DataSize largest, Set<FileType> types) {
    public Accepted {
        types = Set.copyOf(types);
    }
}
