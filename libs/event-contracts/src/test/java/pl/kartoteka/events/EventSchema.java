package pl.kartoteka.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Derives the JSON Schema of an event from its record: what is not nullable is required, what is not known is allowed. */
final class EventSchema {
    private static final SchemaGenerator GENERATOR = new SchemaGenerator(configuration());

    private EventSchema() {}

    static ObjectNode of(Class<? extends Event> event) {
        ObjectNode schema = GENERATOR.generateSchema(event);
        schema.put("title", EventTypes.typeOf(event));
        return schema;
    }

    private static SchemaGeneratorConfig configuration() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12,
                OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.INLINE_NULLABLE_SCHEMAS)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.forFields().withRequiredCheck(field -> !nullable(field));
        builder.forFields().withTargetTypeOverridesResolver(field -> isString(field)
                ? List.of(field.getContext().resolve(String.class))
                : null);
        return builder.build();
    }

    private static boolean nullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isString(FieldScope field) {
        JsonFormat format = field.getRawMember().getAnnotation(JsonFormat.class);
        return format != null && format.shape() == JsonFormat.Shape.STRING;
    }
}
