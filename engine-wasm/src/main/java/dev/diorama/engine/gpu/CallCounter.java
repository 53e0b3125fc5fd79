package dev.diorama.engine.gpu;

/** The calls that a {@link GpuDevice} made of WebGPU; the device itself counts them. */
public final class CallCounter {
    private long calls;
    private long draws;
    private long bytes;
    private long memory;

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

    /** Bytes of the buffers and textures that there are. */
    public long memory() {
        return memory;
    }

    /** A buffer or a texture of this many bytes is there now, or is gone if that is negative. */
    public void held(long size) {
        memory += size;
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

    /** The next call executes so many draws. */
    public void drawn(int count) {
        draws += count;
    }

    /** The next call writes this many words of 32 bits. */
    public void written(int count) {
        bytes += 4L * count;
    }
}
