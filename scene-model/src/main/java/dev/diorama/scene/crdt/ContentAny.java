package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plain values, one position each. Nearly always it is one, so that one costs no array. */
final class ContentAny extends Content {

    static final int REF = 8;

    /** An {@link AnyValue}, or what a string or a list of numbers holds, or several values in a {@link Run}. */
    private final Object data;

    ContentAny(AnyValue value) {
        double[] numbers = value instanceof AnyValue.Arr list ? list.plainNumbers() : null;
        data = numbers != null ? numbers : value instanceof AnyValue.Str string ? string.value() : value;
    }

    private ContentAny(Run run) {
        data = run;
    }

    /** Several values; the array is handed over. */
    static ContentAny of(AnyValue[] values) {
        return values.length == 1 ? new ContentAny(values[0]) : new ContentAny(new Run(values, values.length));
    }

    AnyValue get(int index) {
        return data instanceof Run run ? run.values[index] : single();
    }

    AnyValue lastValue() {
        return data instanceof Run run ? run.values[run.count - 1] : single();
    }

    private AnyValue single() {
        if (data instanceof AnyValue value) {
            return value;
        }
        return data instanceof String string ? new AnyValue.Str(string) : AnyValue.numbers((double[]) data);
    }

    boolean holds(String string) {
        return string.equals(data);
    }

    /** Whether this holds a list of just these numbers, -0 and every NaN told apart. */
    boolean holds(double[] numbers) {
        if (!(data instanceof double[] mine) || mine.length != numbers.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if (Double.doubleToRawLongBits(mine[i]) != Double.doubleToRawLongBits(numbers[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return data instanceof Run run ? run.count : 1;
    }

    @Override
    boolean countable() {
        return true;
    }

    @Override
    Content until(int offset) {
        return of(Arrays.copyOf(((Run) data).values, offset));
    }

    @Override
    Content from(int offset) {
        Run run = (Run) data;
        return of(Arrays.copyOfRange(run.values, offset, run.count));
    }

    @Override
    Content mergeWith(Content right) {
        ContentAny other = (ContentAny) right;
        if (data instanceof Run run) {
            run.append(other);
            return this;
        }
        Run run = new Run(new AnyValue[1 + other.length()], 0);
        run.append(this);
        run.append(other);
        return new ContentAny(run);
    }

    @Override
    Content copy() {
        return data instanceof Run run ? of(Arrays.copyOf(run.values, run.count)) : this;
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        if (data instanceof Run run) {
            writer.writeLength(run.count - offset);
            for (int i = offset; i < run.count; i++) {
                writer.writeAny(run.values[i]);
            }
        } else {
            writer.writeLength(1);
            writer.writeAny(single());
        }
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        int count = length();
        for (int i = 0; i < count; i++) {
            out.add(new Chunk.Any(get(i), attributes));
        }
    }

    /** Values that grow at the end. */
    private static final class Run {

        AnyValue[] values;
        int count;

        Run(AnyValue[] values, int count) {
            this.values = values;
            this.count = count;
        }

        void append(ContentAny more) {
            int added = more.length();
            if (count + added > values.length) {
                values = Arrays.copyOf(values, Math.max(count + added, count + (count >> 1)));
            }
            if (more.data instanceof Run run) {
                System.arraycopy(run.values, 0, values, count, added);
            } else {
                values[count] = more.single();
            }
            count += added;
        }
    }
}
