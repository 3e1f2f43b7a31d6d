package pl.kartoteka.files;

import java.util.Collection;
import java.util.stream.Collectors;

import pl.kartoteka.problem.DomainProblem;

/** Its content is of a type that is not taken, or of none we know. */
public class FileTypeRefused extends DomainProblem {
    FileTypeRefused(Collection<FileType> accepted) {
        super(Kind.UNSUPPORTED_MEDIA_TYPE, "file-type-refused");
        arg("accepted", accepted.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
        with("accepted", accepted.stream().map(FileType::mediaType).sorted().toList());
    }
}
