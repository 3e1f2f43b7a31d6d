package pl.kartoteka.problem;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

class StrictJsonTest {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final StrictJson json = new StrictJson(mapper, Validation.buildDefaultValidatorFactory().getValidator());

    enum Kind { COMPANY, PERSON }

    record Even(int value) {
        Even {
            if (value % 2 != 0) {
                throw new InvalidValue("even.expected");
            }
        }
    }

    record Address(
            @NotBlank String city,
            @NotNull @Pattern(regexp = "\\d\\d-\\d{3}", message = "{postal-code.invalid}") String postalCode) {}

    record Card(
            @NotBlank @Size(max = 10) String name,
            @NotNull Kind kind,
            @Valid @Nullable List<Address> addresses,
            @Nullable List<UUID> traitIds,
            @Nullable BigDecimal discount,
            @Nullable LocalDate since,
            @Min(1) int copies,
            boolean active,
            @Nullable Even even,
            @Nullable Map<String, Integer> scores) {}

    record Stay(@NotNull LocalDate from, @Nullable LocalDate to, @Size(max = 3) String guest) implements ChecksItself {
        @Override
        public void check(Errors errors) {
            if (from != null && to != null && to.isBefore(from)) {
                errors.add("to", "stay.ends-before-start");
            }
        }
    }

    @Test
    void namesWhatDoesNotFitTogetherWithWhatHasTheWrongShape() {
        byte[] body = "{\"from\":\"2026-11-22\",\"to\":\"2026-11-21\",\"guest\":\"Kowalska\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(((InvalidInput) catchThrowable(() -> json.read(body, Stay.class))).errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("guest", "size.too-long"), tuple("to", "stay.ends-before-start"));
        assertThat(((InvalidInput) catchThrowable(() -> json.bind(mapper.readTree("{\"guest\":\"Ewa\"}"), Stay.class)))
                .errors())
                .extracting(FieldError::field).containsExactly("from");
    }

    @Test
    void bindsGoodInput() {
        Card card = read("""
                {"name":"Kłos","kind":"COMPANY","addresses":[{"city":"Łódź","postalCode":"90-001"}],"discount":"5.00",
                 "since":"2026-11-22","copies":2,"active":true,"even":{"value":4},"scores":{"a":1}}""");

        assertThat(card.name()).isEqualTo("Kłos");
        assertThat(card.discount()).isEqualTo(new BigDecimal("5.00"));
        assertThat(card.addresses()).extracting(Address::city).containsExactly("Łódź");
    }

    @Test
    void namesEveryOffendingFieldAtOnce() {
        assertThat(errors("""
                {"name":7,"kind":"CLUB","addresses":[{"city":"","postalCode":"x"},{"city":true,"postalCode":"90-001","street":"?"}],
                 "traitIds":["nonsense",null],"discount":"five","since":"22.11.2026","copies":"2","active":null,"colour":"red",
                 "even":{"value":3},"scores":{"a":"x"}}"""))
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(
                        tuple("name", "text.expected"),
                        tuple("kind", "choice.expected"),
                        tuple("addresses[0].city", "required"),
                        tuple("addresses[0].postalCode", "postal-code.invalid"),
                        tuple("addresses[1].city", "text.expected"),
                        tuple("addresses[1].street", "field.unknown"),
                        tuple("traitIds[0]", "uuid.expected"),
                        tuple("discount", "number.expected"),
                        tuple("since", "date.expected"),
                        tuple("copies", "integer.expected"),
                        tuple("active", "required"),
                        tuple("colour", "field.unknown"),
                        tuple("even", "even.expected"),
                        tuple("scores.a", "integer.expected"));
    }

    @Test
    void namesMissingPrimitivesBesideOtherErrors() {
        assertThat(errors("{\"name\":\"\",\"kind\":\"PERSON\"}"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(tuple("name", "required"), tuple("copies", "required"),
                        tuple("active", "required"));
    }

    @Test
    void saysWhatIsAllowed() {
        assertThat(errors("{\"name\":\"x\",\"kind\":\"CLUB\",\"copies\":1,\"active\":true}"))
                .containsExactly(new FieldError("kind", "choice.expected", Map.of("allowed", "COMPANY, PERSON")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": }", "{\"name\":\"x\"", "{\"name\":\"x\",\"name\":\"y\"}", "{} {}", "nonsense",
        "{\"name\":\"x\",\"kind\":\"COMPANY\",\"copies\":\"2\",\"copies\":\"3\"}"})
    void refusesWhatIsNotJson(String body) {
        assertThat(catchThrowable(() -> read(body)))
                .isInstanceOf(MalformedJson.class)
                .asInstanceOf(InstanceOfAssertFactories.type(DomainProblem.class))
                .satisfies(problem -> assertThat(problem.extensions()).containsKeys("line", "column"));
    }

    @Test
    void refusesDeepJson() {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertThat(catchThrowable(() -> json.read(deep.getBytes(StandardCharsets.UTF_8), JsonNode.class)))
                .asInstanceOf(InstanceOfAssertFactories.type(DomainProblem.class))
                .extracting(DomainProblem::type)
                .isEqualTo("json-too-complex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "  "})
    void refusesNothing(String body) {
        assertThat(errors(body)).extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("", "body.required"));
    }

    @Test
    void refusesAListForAnObject() {
        assertThat(errors("[1]")).extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("", "object.expected"));
    }

    @Test
    void refusesHalvesOfCharactersAndTakesWholeOnes() {
        String lone = "\\" + "ud83d";

        assertThat(errors("{\"name\":\"a" + lone + "\",\"kind\":\"PERSON\",\"copies\":1,\"active\":true}"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("name", "text.malformed"));
        assertThat(catchThrowable(() -> read("{\"scores\":{\"" + lone + "\":1}}"))).isInstanceOf(MalformedJson.class);
        assertThat(read("{\"name\":\"a" + lone + "\\" + "ude00\",\"kind\":\"PERSON\",\"copies\":1,\"active\":true}")
                .name())
                .isEqualTo("a" + Character.toString(0x1F600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void refusesJsonThatIsNotUtf8(String encoding) {
        byte[] body = "{\"name\":\"a\",\"kind\":\"PERSON\",\"copies\":1,\"active\":true}"
                .getBytes(Charset.forName(encoding));

        assertThat(catchThrowable(() -> json.read(body, Card.class)))
                .isInstanceOfSatisfying(Problem.class,
                        refused -> assertThat(refused.type()).isEqualTo("json-not-utf-8"));
    }

    /** The three bytes in which an encoder that knows no better writes half of a character. */
    @Test
    void refusesHalvesOfCharactersThatAreNotEscaped() {
        byte[] body = "{\"name\":\"a???\",\"kind\":\"PERSON\",\"copies\":1,\"active\":true}"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] half = {(byte) 0xed, (byte) 0xa0, (byte) 0xbd};
        System.arraycopy(half, 0, body, 10, half.length);

        assertThat(catchThrowable(() -> json.read(body, Card.class))).isInstanceOf(DomainProblem.class);
    }

    @Test
    void stopsCountingSomewhere() {
        String many = "\"nonsense\",".repeat(5_000);

        assertThat(errors("{\"name\":\"x\",\"traitIds\":[" + many + "null]}")).hasSize(50);
    }

    @Test
    void leavesTheTreeAlone() {
        JsonNode tree = mapper.readTree("{\"name\":1}");

        catchThrowable(() -> json.bind(tree, Card.class));

        assertThat(tree.get("name").intValue()).isEqualTo(1);
    }

    private Card read(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), Card.class);
    }

    private List<FieldError> errors(String body) {
        Throwable thrown = catchThrowable(() -> read(body));
        assertThat(thrown).isInstanceOf(InvalidInput.class);
        return ((InvalidInput) thrown).errors();
    }
}
