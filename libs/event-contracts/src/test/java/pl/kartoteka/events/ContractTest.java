package pl.kartoteka.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ContractTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/pl/kartoteka/events/schemas");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Collection<Class<? extends Event>> events() {
        return EventTypes.all().values();
    }

    @ParameterizedTest
    @MethodSource("events")
    void sampleIsExactlyWhatTheRecordWrites(Class<? extends Event> event) {
        JsonNode sample = JSON.readTree(Samples.json(event));

        JsonNode written = JSON.readTree(JSON.writeValueAsString(JSON.treeToValue(sample, event)));

        assertThat(written).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("events")
    void sampleSatisfiesItsSchema(Class<? extends Event> event) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Samples.schema(event));

        assertThat(schema.validate(Samples.json(event), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void schemaRefusesASampleWithoutItsParts(Class<? extends Event> event) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Samples.schema(event));

        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    /** Rewrites the schemas with {@code -Dschemas.update=true}; otherwise a record and its schema must agree. */
    @ParameterizedTest
    @MethodSource("events")
    void committedSchemaAgreesWithTheRecord(Class<? extends Event> event) throws IOException {
        JsonNode derived = EventSchema.of(event);
        if (Boolean.getBoolean("schemas.update")) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(
                    SCHEMAS.resolve(EventTypes.typeOf(event) + ".json"), JSON.writeValueAsString(derived) + "\n");
        }

        assertThat(JSON.readTree(Files.readString(SCHEMAS.resolve(EventTypes.typeOf(event) + ".json"))))
                .isEqualTo(derived);
    }

    @Test
    void everyTopicHasOneFamilyAndNothingElse() {
        Set<String> topics = Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

        Set<String> families = EventTypes.FAMILIES.stream().map(ContractTest::topicOf).collect(Collectors.toSet());

        assertThat(topics).isEqualTo(families);
    }

    @Test
    void keysFollowTheApi() {
        assertThat(sample(ClientEvent.ClientErased.class).key()).isEqualTo("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
        assertThat(sample(ConsentEvent.ConsentGranted.class).key())
                .isEqualTo("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21|EMAIL_MARKETING");
        assertThat(sample(SegmentMemberEvent.SegmentEntered.class).key())
                .isEqualTo("01997c3e-9b20-7d4b-8e3f-6c2a1b8d5f31|01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
        assertThat(sample(CompanyEvent.CompanyVerified.class).key()).isEqualTo("7740001454");
        assertThat(sample(MessageEvent.MessageSent.class).key()).isEqualTo("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
    }

    @Test
    void noSampleIsLeftWithoutAnEvent() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS.resolveSibling("samples"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
        }
    }

    private static <E extends Event> E sample(Class<E> event) {
        return JSON.readValue(Samples.json(event), event);
    }

    private static String topicOf(Class<? extends Event> family) {
        try {
            return (String) family.getField("TOPIC").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(family + " has no TOPIC", e);
        }
    }
}
