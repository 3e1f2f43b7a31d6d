package pl.kartoteka.files;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileTypeTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"255044462d312e37,PDF", "89504e470d0a1a0a0000,PNG", "ffd8ffe000104a46,JPEG", "474946383961,GIF",
        "5249464600000000574542505650,WEBP", "49492a00,TIFF", "4d4d002a,TIFF", "d0cf11e0a1b11ae1,OLE"})
    void knowsTypesByHowTheyBegin(String hex, FileType type) throws IOException {
        assertThat(FileType.of(file(HexFormat.of().parseHex(hex)))).contains(type);
    }

    @ParameterizedTest
    @CsvSource({"word/document.xml,DOCX", "xl/workbook.xml,XLSX", "ppt/presentation.xml,PPTX", "any.txt,ZIP"})
    void looksIntoArchives(String entry, FileType type) throws IOException {
        assertThat(FileType.of(archive(entry, "x"))).contains(type);
    }

    @Test
    void knowsOpenDocumentsByTheTypeTheyName() throws IOException {
        assertThat(FileType.of(archive("mimetype", "application/vnd.oasis.opendocument.text"))).contains(FileType.ODT);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "windows-1250", "ISO-8859-2", "UTF-16", "x-UTF-16LE-BOM"})
    void knowsTextInAnyOfOurAlphabets(String charset) throws IOException {
        assertThat(FileType.of(file("Zażółć gęślą jaźń;1\r\n".getBytes(Charset.forName(charset)))))
                .contains(FileType.TEXT);
    }

    @Test
    void takesAPageForTextAndNothingMore() throws IOException {
        assertThat(FileType.of(file("<svg onload='x'/>".getBytes(StandardCharsets.UTF_8)))).contains(FileType.TEXT);
    }

    @ParameterizedTest
    @CsvSource({"4d5a90000300", "7f454c4602", "504b0304ffff", "00"})
    void knowsNothingOfProgramsAndRubbish(String hex) throws IOException {
        assertThat(FileType.of(file(HexFormat.of().parseHex(hex)))).isEmpty();
    }

    @Test
    void knowsNothingOfAnEmptyFile() throws IOException {
        assertThat(FileType.of(file(new byte[0]))).isEmpty();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("file"), content);
    }

    private Path archive(String entry, String content) throws IOException {
        Path file = directory.resolve("archive");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }
}
