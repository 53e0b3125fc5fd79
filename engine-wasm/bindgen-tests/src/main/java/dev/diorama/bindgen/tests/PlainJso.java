package dev.diorama.bindgen.tests;

import org.teavm.jso.JSExport;

/** The same as a part of {@link Probe}, exported by TeaVM alone: what benchmarks/boundary compares bindgen with. */
public final class PlainJso {
    private static String keptText = "";
    private static byte[] keptBytes = {};

    private PlainJso() {}

    /** Nothing happens before it is called. */
    public static void main(String[] arguments) {}

    /** Says back what it is told. */
    @JSExport
    public static int whole(int value) {
        return value;
    }

    /** Says back what it is told. */
    @JSExport
    public static String text(String value) {
        keptText = value;
        return value;
    }

    /** Says the last text again. */
    @JSExport
    public static String lastText() {
        return keptText;
    }

    /** Says back what it is told. */
    @JSExport
    public static byte[] bytes(byte[] value) {
        return value;
    }

    /** Takes an array and says how long it is. */
    @JSExport
    public static int keep(byte[] value) {
        keptBytes = value;
        return value.length;
    }

    /** Gives the array that was taken. */
    @JSExport
    public static byte[] kept() {
        return keptBytes;
    }
}
