package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.ClipboardException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts of a text from a clipboard may be: known registers as an edit would write them, unknown ones any JSON. */
final class ClipboardRules {

    private static final int MAX_DEPTH = 32;

    private ClipboardRules() {}

    static ClipboardException malformed(String message) {
        return new ClipboardException(Reason.MALFORMED, message);
    }

    static List<AnyValue> list(@Nullable AnyValue value, String what) throws ClipboardException {
        if (value instanceof AnyValue.Arr arr) {
            return arr.values();
        }
        throw malformed("no list: " + what);
    }

    static Map<String, AnyValue> object(@Nullable AnyValue value, String what) throws ClipboardException {
        if (value instanceof AnyValue.Obj obj) {
            return obj.entries();
        }
        throw malformed("no object: " + what);
    }

    /** Whether this may be the key of a register: edges and order are not copied as such. */
    static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= Clipboard.MAX_KEY
                && !Registers.isEdge(key)
                && !key.equals(SchemaKeys.ORDER)
                && !key.equals("__proto__")
                && EditRules.isWellFormed(key);
    }

    static boolean isId(String id) {
        try {
            return !EditRules.newId(id).isEmpty();
        } catch (InvalidEditException e) {
            return false;
        }
    }

    /** Whether JSON gives the value back as it is. */
    static boolean isPlain(AnyValue value) {
        return isPlain(value, 0);
    }

    private static boolean isPlain(AnyValue value, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        return switch (value) {
            case AnyValue.Null ignored -> true;
            case AnyValue.Bool ignored -> true;
            case AnyValue.Num num -> ValueReader.isFinite(num.value());
            case AnyValue.Str str -> EditRules.isWellFormed(str.value());
            case AnyValue.Arr arr -> {
                for (AnyValue element : arr.values()) {
                    if (!isPlain(element, depth + 1)) {
                        yield false;
                    }
                }
                yield true;
            }
            case AnyValue.Obj obj -> {
                for (Map.Entry<String, AnyValue> entry : obj.entries().entrySet()) {
                    if (entry.getKey().equals("__proto__")
                            || !EditRules.isWellFormed(entry.getKey())
                            || !isPlain(entry.getValue(), depth + 1)) {
                        yield false;
                    }
                }
                yield true;
            }
            case AnyValue.Undefined ignored -> false;
            case AnyValue.BigInt ignored -> false;
            case AnyValue.Bytes ignored -> false;
        };
    }

    /** Registers of which only the form is known. */
    static Map<String, AnyValue> registers(@Nullable AnyValue value, String what) throws ClipboardException {
        Map<String, AnyValue> fields = object(value, what);
        if (fields.size() > Clipboard.MAX_REGISTERS) {
            throw malformed("too many registers: " + what + " count=" + fields.size());
        }
        Map<String, AnyValue> registers = new LinkedHashMap<>();
        for (Map.Entry<String, AnyValue> field : fields.entrySet()) {
            if (!isKey(field.getKey())) {
                throw malformed("no key of a register: " + what + " length="
                        + field.getKey().length());
            }
            if (!isPlain(field.getValue())) {
                throw malformed("a value that cannot be kept: " + what + " key=" + field.getKey());
            }
            registers.put(field.getKey(), field.getValue());
        }
        return registers;
    }

    /** Registers of a node: those that are known must be as an edit would write them. */
    static Map<String, AnyValue> nodeRegisters(@Nullable AnyValue value, int node) throws ClipboardException {
        Map<String, AnyValue> registers = registers(value, "node=" + node);
        for (Map.Entry<String, AnyValue> register : registers.entrySet()) {
            AnyValue checked = check(register.getKey(), register.getValue());
            if (checked == null) {
                throw malformed("a value that a node cannot have: node=" + node + " key=" + register.getKey());
            }
            register.setValue(checked);
        }
        return registers;
    }

    /** Whether a text that holds this register of a node is accepted. */
    static boolean isReadable(String key, AnyValue value) {
        return check(key, value) != null;
    }

    private static @Nullable AnyValue rotation(AnyValue value) {
        AnyValue rotation = numbers(value, 4, 2);
        double square = 0;
        for (AnyValue each : value.elements()) {
            square += each.number(0) * each.number(0);
        }
        return square >= 0.25 && square <= 4 ? rotation : null;
    }

    /** The value as it is written; null if the register cannot have it. */
    private static @Nullable AnyValue check(String key, AnyValue value) {
        return switch (key) {
            case SchemaKeys.NAME ->
                value instanceof AnyValue.Str str && str.value().length() <= NodeReader.MAX_NAME ? value : null;
            case SchemaKeys.KIND ->
                value instanceof AnyValue.Str str && str.value().length() <= Clipboard.MAX_KEY ? value : null;
            case SchemaKeys.POSITION, SchemaKeys.SCALE -> numbers(value, 3, NodeReader.MAX_LENGTH);
            case SchemaKeys.ROTATION -> rotation(value);
            case SchemaKeys.FLAGS -> {
                double flags = value.number(-1);
                yield flags >= 0 && flags <= Integer.MAX_VALUE && flags == Math.rint(flags) ? value : null;
            }
            case SchemaKeys.MATERIAL -> value instanceof AnyValue.Str str && isId(str.value()) ? value : null;
            case SchemaKeys.GEOMETRY -> {
                boolean named = value instanceof AnyValue.Str str && str.value().length() <= Clipboard.MAX_KEY;
                yield named || ValueReader.hash(ValueReader.field(value, "asset")) != null ? value : null;
            }
            case SchemaKeys.LIGHT, SchemaKeys.CAMERA -> value instanceof AnyValue.Obj ? value : null;
            default -> key.startsWith(SchemaKeys.PARAMETER) ? number(value, 0, NodeReader.MAX_LENGTH) : value;
        };
    }

    private static @Nullable AnyValue numbers(AnyValue value, int count, float limit) {
        List<AnyValue> list = value.elements();
        if (list.size() != count) {
            return null;
        }
        List<AnyValue> rounded = new ArrayList<>(count);
        for (AnyValue each : list) {
            AnyValue number = number(each, -limit, limit);
            if (number == null) {
                return null;
            }
            rounded.add(number);
        }
        return AnyValue.list(rounded);
    }

    private static @Nullable AnyValue number(AnyValue value, float min, float max) {
        double number = value.number(Double.NaN);
        return number >= min && number <= max ? AnyValue.of((double) (float) number) : null;
    }
}
