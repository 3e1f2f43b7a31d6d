package pl.kartoteka.reliable;

import java.lang.reflect.RecordComponent;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** Holds decoded data to what its records declare: a component that is not {@code @Nullable} has a value. */
final class DeclaredNullness {

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
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            Object value = value(component, data);
            String name = path + "." + component.getName();
            String missing = value != null ? missing(value, name) : isNullable(component) ? null : name;
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

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object value(RecordComponent component, Record data) {
        try {
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s of %s".formatted(component.getName(), data.getClass()), e);
        }
    }
}
