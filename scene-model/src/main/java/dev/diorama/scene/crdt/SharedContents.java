package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import org.jspecify.annotations.Nullable;

/** Contents of single values that a document has decoded lately: equal small values share one. */
final class SharedContents {

    private static final int SLOTS = 1 << 10;
    private static final int LONGEST = 24;
    private static final int MOST_NUMBERS = 4;

    private static final ContentAny TRUE = new ContentAny(AnyValue.Bool.TRUE);
    private static final ContentAny FALSE = new ContentAny(AnyValue.Bool.FALSE);

    private @Nullable ContentAny @Nullable [] recent;

    ContentAny of(AnyValue value) {
        if (value instanceof AnyValue.Bool bool) {
            return bool.value() ? TRUE : FALSE;
        }
        if (value instanceof AnyValue.Str string && string.value().length() <= LONGEST) {
            return string(string);
        }
        double[] numbers = value instanceof AnyValue.Arr list ? list.plainNumbers() : null;
        return numbers != null && numbers.length <= MOST_NUMBERS ? numbers(value, numbers) : new ContentAny(value);
    }

    private ContentAny string(AnyValue.Str value) {
        @Nullable ContentAny[] known = recent();
        int at = slot(value.value().hashCode());
        ContentAny content = known[at];
        if (content == null || !content.holds(value.value())) {
            content = new ContentAny(value);
            known[at] = content;
        }
        return content;
    }

    private ContentAny numbers(AnyValue value, double[] numbers) {
        long hash = numbers.length;
        for (double number : numbers) {
            hash = hash * 31 + Double.doubleToRawLongBits(number);
        }
        @Nullable ContentAny[] known = recent();
        int at = slot((int) (hash ^ (hash >>> 32)) * 0x9E3779B9);
        ContentAny content = known[at];
        if (content == null || !content.holds(numbers)) {
            content = new ContentAny(value);
            known[at] = content;
        }
        return content;
    }

    private @Nullable ContentAny[] recent() {
        if (recent == null) {
            recent = new ContentAny[SLOTS];
        }
        return recent;
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
    }
}
