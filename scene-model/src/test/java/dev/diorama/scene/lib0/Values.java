package dev.diorama.scene.lib0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random any-values. */
public final class Values {

    private static final double[] NUMBERS = {0, -0.0, 1, -1, 0.5, 0.1, 1e300, 4.9e-324, 2147483648.0, -7, Math.PI};
    private static final String[] STRINGS = {"", "a", "h\u00e9", "\ud83d\ude00", "line\n\"q\"\\"};

    private Values() {}

    /** A value of any kind, nested at most three deep. */
    public static AnyValue random(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 8 : 10)) {
            case 0 -> AnyValue.Undefined.INSTANCE;
            case 1 -> AnyValue.Null.INSTANCE;
            case 2 -> AnyValue.of(random.nextBoolean());
            case 3 -> AnyValue.of(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> AnyValue.of(random.nextGaussian());
            case 5 -> new AnyValue.BigInt(random.nextLong());
            case 6 -> AnyValue.of(STRINGS[random.nextInt(STRINGS.length)]);
            case 7 -> new AnyValue.Bytes(new byte[] {1, (byte) random.nextInt()});
            case 8 -> list(random, depth);
            default -> object(random, depth);
        };
    }

    private static AnyValue list(Random random, int depth) {
        List<AnyValue> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(random(random, depth + 1));
        }
        return AnyValue.list(values);
    }

    private static AnyValue object(Random random, int depth) {
        Map<String, AnyValue> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.put("k" + i, random(random, depth + 1));
        }
        return AnyValue.obj(entries);
    }
}
