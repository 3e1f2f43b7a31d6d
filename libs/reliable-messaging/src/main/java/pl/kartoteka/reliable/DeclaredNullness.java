package pl.kartoteka.reliable;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Holds decoded data to what its records declare: a component that is not {@code @Nullable} has a value. */
final class DeclaredNullness {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Part.all(type);
        }
    };

    private DeclaredNullness() {}

    /** The first component that lacks its value, e.g. {@code .client.emails[].address}; null when all is there. */
    static @Nullable String missing(Object data) {
        return missing(data, "");
    }

    private static @Nullable String missing(Object data, String path) {
        return switch (data) {
            case Record inner -> missingIn(inner, path);
            case Collection<?> elements -> missingAmong(elements, path + "[]");
            default -> null;
        };
    }

    private static @Nullable String missingIn(Record data, String path) {
        for (Part part : PARTS.get(data.getClass())) {
            Object value = part.of(data);
            if (value == null && !part.nullable()) {
                return path + part.name();
            }
            String missing = value instanceof Record || value instanceof Collection
                    ? missing(value, path + part.name())
                    : null;
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static @Nullable String missingAmong(Collection<?> elements, String path) {
        for (Object element : elements) {
            String missing = element == null ? path : missing(element, path);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    /** A component of a record; looked up once for each record there is, because every event is held to it. */
    private record Part(String name, Method accessor, boolean nullable) {
        static List<Part> all(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Part::of).toList();
        }

        private static Part of(RecordComponent component) {
            return new Part(
                    "." + component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object of(Record data) {
            try {
                return accessor.invoke(data);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("%s of %s".formatted(name, data.getClass()), e);
            }
        }
    }
}
