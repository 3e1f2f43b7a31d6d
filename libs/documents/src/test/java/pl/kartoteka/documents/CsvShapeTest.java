package pl.kartoteka.documents;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvShapeTest {
    private static final String ROWS = """
            Nazwa;Miasto;Telefon
            Źródło Świeżości;Łódź;+48 500 100 200
            "Ślusarz; Kraków";Świdnik;
            Ąćęłńóśźż;Kraśnik;500
            """;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1250", "ISO-8859-2"})
    void findsOutTheEncodingOfPolishText(String encoding) {
        CsvShape shape = CsvShape.detected(ROWS.getBytes(Charset.forName(encoding)));

        assertThat(shape).isEqualTo(new CsvShape(Charset.forName(encoding), ';', true));
    }

    @Test
    void goesByTheMarkOfTheEncoding() {
        assertThat(CsvShape.detected(("\uFEFF" + ROWS).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new CsvShape(StandardCharsets.UTF_8, ';', true));
        assertThat(CsvShape.detected(("\uFEFF" + ROWS).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new CsvShape(StandardCharsets.UTF_16LE, ';', true));
    }

    @Test
    void takesASampleThatEndsInsideALetter() {
        byte[] text = "ąćęłńóśźż;".repeat(8000).getBytes(StandardCharsets.UTF_8);
        byte[] sample = Arrays.copyOf(text, CsvShape.SAMPLE);
        assertThat(new String(sample, StandardCharsets.UTF_8)).endsWith("\uFFFD");

        assertThat(CsvShape.encoding(sample)).isEqualTo(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "name,city\\nA,B~,", "name;amount\\nA;1,50\\nB;2,50~;", "name\\tcity\\nA, B\\tC~\t", "name|city\\nA|B~|",
        "\"a,b,c\";x\\n\"d,e\";y~;", "name\\nA\\nB~;"})
    void findsOutTheDelimiter(String text, String delimiter) {
        char expected = delimiter == null || delimiter.isEmpty() ? '\t' : delimiter.charAt(0);

        assertThat(CsvShape.detected(text.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8))
                .delimiter()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "NIP;Nazwa\\n7740001454;A~true", "7740001454;Firma A\\n5260001246;Firma B~false",
        "biuro@klos.example;Firma\\nb@c.example;F~false", "Nazwa;Nazwa\\nA;B~false", "Nazwa;;\\nA;B;C~false"})
    void tellsNamesOfColumnsFromData(String text, boolean header) {
        assertThat(CsvShape.detected(text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8)).header())
                .isEqualTo(header);
    }

    @Test
    void makesDoWithAnEmptyFile() {
        assertThat(CsvShape.detected(new byte[0])).isEqualTo(new CsvShape(StandardCharsets.UTF_8, ';', false));
    }
}
