package pl.kartoteka.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The types we know by their content. What a caller calls a file is not believed: a page named photo.png would run in a browser. */
public enum FileType {
    PDF("application/pdf"),
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    TIFF("image/tiff"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ODT("application/vnd.oasis.opendocument.text"),
    ODS("application/vnd.oasis.opendocument.spreadsheet"),
    /** Word, Excel and Outlook before 2007. */
    OLE("application/x-ole-storage"),
    ZIP("application/zip"),
    TEXT("text/plain");

    /** What a browser shows as a picture. */
    public static final Set<FileType> PICTURES = Set.copyOf(EnumSet.of(PNG, JPEG, GIF, WEBP));

    private static final int HEAD = 8 * 1024;

    private final String mediaType;

    FileType(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What the file is; empty when it is nothing we know. */
    static Optional<FileType> of(Path file) throws IOException {
        byte[] head;
        try (InputStream content = Files.newInputStream(file)) {
            head = content.readNBytes(HEAD);
        }
        String hex = HexFormat.of().formatHex(head, 0, Math.min(head.length, 16));
        if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) {
            return zipped(file);
        }
        return Optional.ofNullable(switch (hex) {
            case String is when is.startsWith("255044462d") -> PDF;
            case String is when is.startsWith("89504e470d0a1a0a") -> PNG;
            case String is when is.startsWith("ffd8ff") -> JPEG;
            case String is when is.startsWith("474946383761") || is.startsWith("474946383961") -> GIF;
            case String is when is.startsWith("52494646") && is.startsWith("57454250", 16) -> WEBP;
            case String is when is.startsWith("49492a00") || is.startsWith("4d4d002a") -> TIFF;
            case String is when is.startsWith("d0cf11e0a1b11ae1") -> OLE;
            default -> isText(head) ? TEXT : null;
        });
    }

    private static Optional<FileType> zipped(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("word/document.xml") != null) {
                return Optional.of(DOCX);
            }
            if (zip.getEntry("xl/workbook.xml") != null) {
                return Optional.of(XLSX);
            }
            if (zip.getEntry("ppt/presentation.xml") != null) {
                return Optional.of(PPTX);
            }
            return Optional.of(openDocument(zip));
        } catch (ZipException _) {
            return Optional.empty();
        }
    }

    private static FileType openDocument(ZipFile zip) throws IOException {
        var entry = zip.getEntry("mimetype");
        if (entry == null) {
            return ZIP;
        }
        try (InputStream content = zip.getInputStream(entry)) {
            String type = new String(content.readNBytes(100), StandardCharsets.US_ASCII).strip();
            return type.equals(ODT.mediaType) ? ODT : type.equals(ODS.mediaType) ? ODS : ZIP;
        }
    }

    /** In UTF-16 where it says so, else in UTF-8 or in one of the eight-bit sets, so that any byte goes but those that are in no text. */
    private static boolean isText(byte[] head) {
        boolean wide = head.length > 3 && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE
                || head[0] == (byte) 0xFE && head[1] == (byte) 0xFF);
        String text = new String(head, 0, wide ? head.length & ~1 : head.length,
                wide ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
        return !text.isEmpty() && text.chars().noneMatch(FileType::isInNoText);
    }

    private static boolean isInNoText(int letter) {
        return letter < ' ' && "\t\n\r\f".indexOf(letter) < 0 || letter == 0x7f;
    }
}
