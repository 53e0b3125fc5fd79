package dev.diorama.scene.lib0;

import java.util.AbstractList;
import java.util.RandomAccess;

/** A list of numbers without an object for each: what positions, rotations and colours are. */
final class Numbers extends AbstractList<AnyValue> implements RandomAccess {

    private final double[] values;

    /** A list of these numbers; the array is handed over. */
    Numbers(double[] values) {
        this.values = values;
    }

    double[] array() {
        return values;
    }

    double number(int index) {
        return values[index];
    }

    @Override
    public AnyValue get(int index) {
        return new AnyValue.Num(values[index]);
    }

    @Override
    public int size() {
        return values.length;
    }
}
