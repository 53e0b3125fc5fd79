package dev.diorama.bindgen.tests;

import dev.diorama.bindgen.AtLeast;
import dev.diorama.bindgen.Completion;
import dev.diorama.bindgen.WebExport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says back what it is told, and breaks in every way there is. */
@WebExport(npm = "@diorama/probe", errors = ErrorCode.class)
public final class Probe {
    private static int living;

    private final Listeners listeners;
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private String keptText = "";
    private byte[] keptBytes = {};

    private Probe(Listeners listeners) {
        this.listeners = listeners;
        living++;
    }

    /** How many there are that were not freed. */
    public static int living() {
        return living;
    }

    public static void create(Listeners listeners, Completion<Probe> done) {
        done.done(new Probe(listeners));
    }

    public static void refuse(Completion<Probe> done) {
        done.fail(new AskedException("not today"));
    }

    public static int twice(int value) {
        return 2 * value;
    }

    public int whole(int value) {
        return value;
    }

    public int natural(@AtLeast(0) int value) {
        return value;
    }

    public long big(long value) {
        return value;
    }

    public float single(float value) {
        return value;
    }

    public double number(double value) {
        return value;
    }

    public boolean flag(boolean value) {
        return value;
    }

    public String text(String value) {
        keptText = value;
        return value;
    }

    /** The last text again. */
    public String lastText() {
        return keptText;
    }

    /** Takes an array and says how long it is. */
    public int keep(byte[] value) {
        keptBytes = value;
        return value.length;
    }

    /** The array that was taken. */
    public byte[] kept() {
        return keptBytes;
    }

    public @Nullable String maybe(@Nullable String value) {
        return value;
    }

    public Color color(Color value) {
        return value;
    }

    public List<String> texts(List<String> value) {
        return value;
    }

    public byte[] bytes(byte[] value) {
        return value;
    }

    public int[] ints(int[] value) {
        return value;
    }

    public float[] floats(float[] value) {
        return value;
    }

    /** Grows linear memory in the middle of the call. */
    public byte[] bytesWhileGrowing(byte[] value, int growth) {
        buffers.add(ByteBuffer.allocateDirect(growth));
        return value;
    }

    public String options(Values.Options options) {
        return options.color() + " " + options.times() + " " + options.factor() + " " + options.mark();
    }

    /** A record that has everything. */
    public Values.Everything everything(String text, float number) {
        Map<String, Float> floats = new LinkedHashMap<>();
        floats.put(text, number);
        Map<String, Color> colors = new LinkedHashMap<>();
        colors.put("sea", Color.BLUE);
        Values.Tinted tinted = new Values.Tinted(Color.DARK_GREEN, 3);
        return new Values.Everything(
                -1,
                1L << 52,
                number,
                0.1,
                true,
                text,
                null,
                Color.BLUE,
                new Values.Pair(1.5f, -0.25),
                tinted,
                List.of(text, ""),
                List.of(tinted, new Values.Tinted(Color.RED, 0)),
                floats,
                colors);
    }

    public Values.@Nullable Everything nothing() {
        return null;
    }

    public void promiseText(String value, Completion<String> done) {
        done.done(value);
    }

    public void promiseBytes(byte[] value, Completion<byte[]> done) {
        done.done(value);
    }

    public void promiseNumber(int value, Completion<Integer> done) {
        done.done(value);
    }

    public void promiseNothing(Completion<@Nullable Void> done) {
        done.done(null);
    }

    public void promiseNever(Completion<String> done) {
        buffers.add(ByteBuffer.allocate(done.hashCode() == 0 ? 1 : 0));
    }

    public void breakPromise(Completion<String> done) {
        done.fail(new AskedException("broken"));
    }

    /** A promise that a callback of the page keeps. */
    public void promiseLater(Clock clock, Completion<Integer> done) {
        clock.later(done::done);
    }

    /** Calls every event. */
    public void tell(String text, byte[] bytes) {
        listeners.onBits(1);
        listeners.onAll(-7, 2.5, true, text, bytes, new float[] {1.5f});
        listeners.onJson("{\"name\":\"a\",\"size\":2}");
        listeners.onBits(4);
        listeners.onError(new AskedException("told"));
    }

    public void expected() {
        if (buffers.size() < Integer.MAX_VALUE) {
            throw new AskedException("expected");
        }
    }

    public int bug(int index) {
        return new int[] {1, 2, 3}[index];
    }

    public int divide(int by) {
        return 1 / by;
    }

    public int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    /** A trap in what the page calls back. */
    public void divideLater(Clock clock) {
        clock.later(by -> buffers.add(ByteBuffer.allocate(1 / by)));
    }

    public void free() {
        living--;
        buffers.clear();
    }
}
