package dev.diorama.engine.edit;

import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a drag went, in at most 32 samples, so that a replay can move what the document only knows the end of.
 *
 * <p>When all samples are taken every second one is dropped and from then on only every second is kept: they stay spread over the whole
 * drag, however long it gets.
 */
public final class GesturePath {
    private static final int MOST = 32;
    private static final double PRECISION = 10_000;

    private final long[] times = new long[MOST];
    private final float[][] values = new float[MOST][Motion.EASED];
    private final Motion last = new Motion();
    private int count;
    private int step;
    private int skipped;
    private long startMillis;
    private long lastMillis;

    /** A drag begins. */
    public void begin(long nowMillis) {
        count = 0;
        step = 1;
        skipped = 0;
        startMillis = nowMillis;
        last.reset();
        lastMillis = nowMillis;
        keep();
    }

    /** The drag has got as far as this. */
    public void add(long nowMillis, Motion motion) {
        last.set(motion);
        lastMillis = nowMillis;
        skipped++;
        if (skipped >= step) {
            skipped = 0;
            // The last place is for the end of the drag.
            if (count == MOST - 1) {
                thin();
            }
            keep();
        }
    }

    private void keep() {
        times[count] = lastMillis - startMillis;
        System.arraycopy(last.values, 0, values[count], 0, Motion.EASED);
        count++;
    }

    private void thin() {
        int kept = 0;
        for (int i = 0; i < count; i += 2) {
            times[kept] = times[i];
            System.arraycopy(values[i], 0, values[kept], 0, Motion.EASED);
            kept++;
        }
        count = kept;
        step *= 2;
    }

    /** The drag is over; the form of the result is in {@code docs/PROTOCOL.md}. */
    public AnyValue finish() {
        if (skipped > 0) {
            keep();
        }
        boolean movesOnly = !last.turns() && !last.grows();
        List<AnyValue> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<AnyValue> sample = new ArrayList<>();
            sample.add(AnyValue.of((double) times[i]));
            for (int k = 0; k < (movesOnly ? Motion.TURN : Motion.EASED); k++) {
                sample.add(rounded(values[i][k]));
            }
            samples.add(AnyValue.list(sample));
        }
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        fields.put("start", AnyValue.of((double) startMillis));
        if (last.apart) {
            fields.put("apart", AnyValue.of(true));
        } else if (!movesOnly) {
            fields.put("pivot", numbers(Motion.PIVOT, 3));
        }
        if (last.grows()) {
            fields.put("frame", numbers(Motion.FRAME, 4));
        }
        fields.put("samples", AnyValue.list(samples));
        return AnyValue.obj(fields);
    }

    private AnyValue numbers(int at, int size) {
        List<AnyValue> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add(rounded(last.values[at + i]));
        }
        return AnyValue.list(numbers);
    }

    private static AnyValue rounded(float value) {
        return AnyValue.of(Math.round(value * PRECISION) / PRECISION);
    }
}
