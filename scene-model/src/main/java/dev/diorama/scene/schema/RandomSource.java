package dev.diorama.scene.schema;

/** Where ids and order keys take their random bits from; passed in, so that tests can repeat a run. */
@FunctionalInterface
public interface RandomSource {

    /** Returns 32 random bits. */
    int nextInt();

    /**
     * Returns a random number from 0 to bound - 1.
     *
     * @param bound at least 1
     */
    default int below(int bound) {
        return (int) (((nextInt() & 0xFFFFFFFFL) * bound) >>> 32);
    }

    /** A repeatable source (SplitMix64); good enough for jitter, not for secrets. */
    static RandomSource seeded(long seed) {
        return new RandomSource() {
            private long state = seed;

            @Override
            public int nextInt() {
                state += 0x9E3779B97F4A7C15L;
                long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
                z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
                return (int) ((z ^ (z >>> 31)) >>> 32);
            }
        };
    }
}
