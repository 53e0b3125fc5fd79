package dev.diorama.bindgen.tests;

import dev.diorama.bindgen.AtLeast;
import dev.diorama.bindgen.WebDefault;
import dev.diorama.bindgen.WebNumber;
import dev.diorama.bindgen.WebTuple;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that cross. */
public final class Values {
    private Values() {}

    /** A tuple of numbers. */
    @WebTuple
    public record Pair(float x, double y) {}

    /** A tuple with an enum. */
    @WebTuple
    public record Tinted(Color color, int amount) {}

    /** Everything that a record can hold. */
    public record Everything(
            int whole,
            @WebNumber long large,
            float single,
            double number,
            boolean flag,
            String text,
            @Nullable String maybe,
            Color color,
            Pair pair,
            @Nullable Tinted tinted,
            List<String> texts,
            List<Tinted> tints,
            Map<String, Float> floats,
            Map<String, Color> colors) {}

    /** A record as a parameter. */
    public record Options(
            @WebDefault("dark-green") Color color,
            @WebDefault("2") @AtLeast(1) int times,
            @WebDefault("1.5") double factor,
            @WebDefault("?") String mark) {}
}
