package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogPositionTest {
    private final LogPosition position = new LogPosition();

    @Test
    @DisplayName("[U44] entries are told once, in whatever order they come")
    void tellsOnce() {
        position.start(5);
        assertThat(position.add(5)).isFalse();
        assertThat(position.add(8)).isTrue();
        assertThat(position.add(8)).isFalse();
        assertThat(position.hasGap()).isTrue();
        assertThat(position.complete()).isEqualTo(5);
        assertThat(position.known()).isEqualTo(8);
        assertThat(position.add(6)).isTrue();
        assertThat(position.complete()).isEqualTo(6);
        assertThat(position.add(7)).isTrue();
        assertThat(position.complete()).isEqualTo(8);
        assertThat(position.hasGap()).isFalse();
    }

    @Test
    @DisplayName("[U44] what is only heard of leaves a gap, until the log says that there is nothing")
    void knowsGaps() {
        position.start(5);
        position.advance(4);
        assertThat(position.hasGap()).isFalse();
        position.advance(9);
        assertThat(position.hasGap()).isTrue();
        assertThat(position.has(9)).isFalse();
        position.nothingMore();
        assertThat(position.hasGap()).isFalse();
        assertThat(position.known()).isEqualTo(5);
    }

    @Test
    @DisplayName("[U44] a gap that never closes costs little memory")
    void isBounded() {
        for (long sequence = 2; sequence < 50_000; sequence++) {
            position.add(sequence);
        }
        assertThat(position.has(49_999)).isFalse();
        assertThat(position.known()).isEqualTo(49_999);
        assertThat(position.add(1)).isTrue();
        assertThat(position.complete()).isBetween(9_000L, 11_000L);
        assertThat(position.hasGap()).isTrue();
    }
}
