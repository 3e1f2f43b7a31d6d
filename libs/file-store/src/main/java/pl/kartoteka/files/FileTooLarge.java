package pl.kartoteka.files;

import org.springframework.util.unit.DataSize;
import pl.kartoteka.problem.DomainProblem;

/** More than is taken; nothing of it is kept. */
public class FileTooLarge extends DomainProblem {
    FileTooLarge(DataSize largest) {
        super(Kind.TOO_LARGE, "file-too-large");
        arg("kilobytes", largest.toKilobytes());
        with("largest", largest.toBytes());
    }
}
