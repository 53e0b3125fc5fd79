package dev.diorama.engine.gpu;

/** The calls that a {@link GpuDevice} made of WebGPU; the device itself counts them. */
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

    /** A call. */
    public void call() {
        calls++;
    }

    /** Several calls. */
    public void call(int count) {
        calls += count;
    }

    /** The next call draws. */
    public void drawn() {
        draws++;
    }

    /** The next call writes this many words of 32 bits. */
    public void written(int count) {
        bytes += 4L * count;
    }
}
