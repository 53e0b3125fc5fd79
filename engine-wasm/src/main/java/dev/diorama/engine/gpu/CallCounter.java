package dev.diorama.engine.gpu;

/** What went through a {@link CountingDevice}. */
public final class CallCounter {
    private long calls;
    private long draws;
    private long bytes;

    /** WebGPU calls so far. */
    public long calls() {
        return calls;
    }

    /** Those of them that draw. */
    public long draws() {
        return draws;
    }

    /** Bytes written to buffers so far. */
    public long bytes() {
        return bytes;
    }

    void call() {
        calls++;
    }

    void call(int count) {
        calls += count;
    }

    void draw() {
        calls++;
        draws++;
    }

    void write(int count) {
        calls++;
        bytes += 4L * count;
    }
}
