package dev.diorama.benchmarks.crdt;

/** The random numbers of {@code node/workload.mjs}: mulberry32, in 32-bit integers only, so that both draw the same ones. */
final class Mulberry {

    private int state;

    Mulberry(int seed) {
        state = seed;
    }

    /** The next number, 0 to 2^32 - 1. */
    long next() {
        state += 0x6D2B79F5;
        int t = (state ^ (state >>> 15)) * (1 | state);
        t = (t + (t ^ (t >>> 7)) * (61 | t)) ^ t;
        return (t ^ (t >>> 14)) & 0xFFFFFFFFL;
    }

    /** A number from 0 to {@code n - 1}. */
    int below(int n) {
        return (int) (next() % n);
    }

    /** A word of lower-case letters. */
    String word(int min, int max) {
        int length = min + below(max - min + 1);
        char[] letters = new char[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (char) ('a' + below(26));
        }
        return new String(letters);
    }

    /** A number from 0 to 2^31 - 1. */
    double number() {
        return next() >>> 1;
    }
}
