package pl.kartoteka.problem;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.DomainProblem.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads what a caller sent: no unknown fields, no repeated fields, no silent conversions, bounded depth, and then Bean Validation.
 * Good input is bound in one pass. Bad input is bound again without each field that failed, until every one of them is known.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ERRORS = 50;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final JsonMapper mapper;
    private final Validator validator;

    public StrictJson(JsonMapper mapper, Validator validator) {
        this.mapper = mapper.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(coercion -> coercion
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Textual, coercion -> coercion
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.TryConvert)
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                // Amounts are written as strings, so that no reader makes a binary fraction of them.
                .withCoercionConfig(BigDecimal.class, coercion -> coercion
                        .setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
                .build();
        this.validator = validator;
    }

    public <T> T read(byte[] body, Class<T> type) {
        return type.cast(read(body, mapper.constructType(type)));
    }

    /** Never null: a body that is the JSON {@code null} is refused. */
    public Object read(byte[] body, JavaType type) {
        if (!isUtf8(body)) {
            throw new Problem(Kind.INVALID, "json-not-utf-8");
        }
        if (LoneSurrogates.mayBeIn(body)) {
            LoneSurrogates.refuse(tree(body));
        }
        Object value;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
            value = mapper.readerFor(type).readValue(parser);
        } catch (InvalidDefinitionException ours) {
            throw ours;
        } catch (DatabindException _) {
            return bind(tree(body), type);
        } catch (JacksonException unreadable) {
            throw unreadable(unreadable);
        }
        return validated(value, List.of());
    }

    /**
     * The parser would guess at UTF-16 and UTF-32; JSON between systems is UTF-8 (RFC 8259). What of it begins otherwise has a byte
     * order mark or, its first characters being ASCII, zeros.
     */
    private static boolean isUtf8(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0 || body[i] == (byte) 0xfe || body[i] == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    public <T> T bind(JsonNode tree, Class<T> type) {
        return type.cast(bind(tree, mapper.constructType(type)));
    }

    /** Binds a tree already read, as strictly; the tree itself is left alone. */
    public Object bind(JsonNode tree, JavaType type) {
        ObjectReader reader = mapper.readerFor(type);
        JsonNode rest = tree;
        Map<String, FieldError> errors = new LinkedHashMap<>();
        while (true) {
            try {
                boolean empty = rest.isNull() || rest.isMissingNode();
                return validated(empty ? null : reader.readValue(mapper.treeAsTokens(rest)),
                        List.copyOf(errors.values()));
            } catch (InvalidDefinitionException ours) {
                throw ours;
            } catch (DatabindException mismatch) {
                if (rest == tree) {
                    rest = tree.deepCopy();
                }
                JsonPath path = JsonPath.of(mismatch.getPath());
                note(errors, path, ShapeErrors.error(path.toString(), path.isAbsentFrom(rest), mismatch));
                if (errors.size() >= MAX_ERRORS || !withoutFailed(path, mismatch, rest)) {
                    throw new InvalidInput(List.copyOf(errors.values()));
                }
            }
        }
    }

    /** What fails around a field already known to be wrong fails because of it. */
    private static void note(Map<String, FieldError> errors, JsonPath path, FieldError error) {
        if (errors.keySet().stream().noneMatch(known -> JsonPath.within(known, path.toString()))) {
            errors.put(path.toString(), error);
        }
    }

    private static boolean withoutFailed(JsonPath path, DatabindException mismatch, JsonNode rest) {
        Class<?> type = mismatch instanceof MismatchedInputException input ? input.getTargetType() : null;
        if (type != null && type.isPrimitive() && !path.isRoot()) {
            path.set(rest, type == boolean.class ? BooleanNode.FALSE : IntNode.valueOf(0));
            return true;
        }
        return path.prune(rest);
    }

    private Object validated(@Nullable Object value, List<FieldError> shape) {
        List<FieldError> errors = new ArrayList<>(shape);
        if (value == null) {
            errors.add(FieldError.of("", "body.required"));
        } else if (!(value instanceof JsonNode)) {
            Violations.errors(validator.validate(value)).stream()
                    .filter(violation -> shape.stream()
                            .noneMatch(known -> JsonPath.related(known.field(), violation.field())))
                    .forEach(errors::add);
        }
        if (value == null || !errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return value;
    }

    private JsonNode tree(byte[] body) {
        if (new String(body, StandardCharsets.UTF_8).isBlank()) {
            return mapper.missingNode();
        }
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
            return mapper.readerFor(JsonNode.class).readValue(parser);
        } catch (JacksonException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static DomainProblem unreadable(JacksonException failure) {
        return failure instanceof StreamConstraintsException
                ? new Problem(Kind.INVALID, "json-too-complex")
                : new MalformedJson(failure);
    }
}
