package dev.diorama.scene.worker;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and makes the JSON objects of the line protocol. */
final class Fields {

    private Fields() {}

    static AnyValue get(AnyValue object, String key) {
        AnyValue value = object.fields().get(key);
        return value == null ? AnyValue.Undefined.INSTANCE : value;
    }

    static int integer(AnyValue value) {
        return (int) value.number(0);
    }

    static boolean truth(AnyValue value) {
        return value instanceof AnyValue.Bool bool && bool.value();
    }

    static byte[] bytes(AnyValue value) {
        return Base64.getDecoder().decode(value.string(""));
    }

    static AnyValue base64(byte @Nullable [] bytes) {
        return bytes == null
                ? AnyValue.Null.INSTANCE
                : AnyValue.of(Base64.getEncoder().encodeToString(bytes));
    }

    /** A value of an operation: {@code {"$bin": base64}} stands for bytes. */
    static AnyValue plain(AnyValue value) {
        return value instanceof AnyValue.Obj && value.fields().containsKey("$bin")
                ? new AnyValue.Bytes(bytes(get(value, "$bin")))
                : value;
    }

    static List<AnyValue> plains(AnyValue values) {
        return values.elements().stream().map(Fields::plain).toList();
    }

    static AnyValue object(Object... keysAndValues) {
        Map<String, AnyValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put((String) keysAndValues[i], (AnyValue) keysAndValues[i + 1]);
        }
        return AnyValue.obj(entries);
    }
}
