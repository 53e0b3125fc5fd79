package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OutboundTest {
    private final SlowWire wire = new SlowWire();
    private final Outbound outbound = new Outbound(wire);

    @Test
    @DisplayName("[U17] what comes during a write goes out together, in order, and is counted until it is written")
    void batches() {
        outbound.offer(frame(1));
        outbound.offer(frame(2));
        outbound.offer(frame(3));
        assertThat(wire.written).containsExactly("1");
        assertThat(outbound.bytes()).isEqualTo(3);
        wire.finishWrite();
        assertThat(wire.written).containsExactly("1", "2 3");
        assertThat(outbound.bytes()).isEqualTo(2);
        wire.finishWrite();
        assertThat(outbound.bytes()).isZero();
        outbound.offer(frame(4));
        assertThat(wire.written).containsExactly("1", "2 3", "4");
    }

    @Test
    @DisplayName("[U17] of presence one frame waits at most; more is refused until it is on its way")
    void holdsOnePresence() {
        outbound.offer(frame(1));
        assertThat(outbound.offer(Frame.presence(new byte[] {10}))).isTrue();
        assertThat(outbound.offer(Frame.presence(new byte[] {11}))).isFalse();
        assertThat(outbound.bytes()).isEqualTo(2);
        wire.finishWrite();
        assertThat(wire.written).containsExactly("1", "10");
        assertThat(outbound.offer(Frame.presence(new byte[] {12}))).isTrue();
        assertThat(outbound.offer(Frame.presence(new byte[] {13}))).isFalse();
        wire.finishWrite();
        assertThat(wire.written).containsExactly("1", "10", "12");
    }

    @Test
    @DisplayName("[U17] whoever waits for the queue to drain is called when its last byte is written, once")
    void tellsWhenDrained() {
        List<String> calls = new ArrayList<>();
        outbound.offer(frame(1));
        outbound.whenDrained(() -> {
            calls.add("drained");
            outbound.offer(frame(2));
        });
        assertThat(calls).isEmpty();
        wire.finishWrite();
        assertThat(calls).containsExactly("drained");
        assertThat(wire.written).containsExactly("1", "2");
        wire.finishWrite();
        assertThat(calls).hasSize(1);
        outbound.whenDrained(() -> calls.add("at once"));
        assertThat(calls).containsExactly("drained", "at once");
    }

    @Test
    @DisplayName("[U13] a close drops what waits and follows the write that is under way")
    void closesAfterTheWrite() {
        outbound.offer(frame(1));
        outbound.offer(frame(2));
        outbound.close(CloseReason.malformed("x"));
        outbound.close(CloseReason.RESTART);
        outbound.offer(frame(3));
        assertThat(wire.written).containsExactly("1");
        wire.finishWrite();
        assertThat(wire.written).containsExactly("1", "close 4400");
    }

    @Test
    @DisplayName("[U16] a socket on which something waits needs no sign of life")
    void keepsQuietSocketsAlive() {
        outbound.keepAlive();
        assertThat(wire.written).containsExactly("ping");
        wire.finishWrite();
        assertThat(wire.written).containsExactly("ping", "1 1 0");
        outbound.keepAlive();
        wire.finishWrite();
        assertThat(wire.written).hasSize(2);
    }

    @Test
    @DisplayName("[U17] a broken connection is given up")
    void givesUp() {
        outbound.offer(frame(1));
        outbound.offer(frame(2));
        wire.failWrite();
        assertThat(wire.written).containsExactly("1", "abort");
        assertThat(outbound.bytes()).isLessThanOrEqualTo(1);
    }

    @Test
    @DisplayName("[U84] who reads gets on, however slowly; only who takes nothing for long lags for long")
    void countsProgress() {
        long[] nanos = {0};
        Session session = new Session(
                new Admission(Role.EDITOR, null), new Dialect.Plain(), outbound, 2, () -> nanos[0], () -> {});
        for (int i = 1; i <= 5; i++) {
            session.sendEntry(i, frame(i));
        }
        assertThat(session.lags()).isTrue();
        assertThat(session.resumeFrom()).isEqualTo(4);
        for (int i = 0; i < 2; i++) {
            nanos[0] += TimeUnit.SECONDS.toNanos(20);
            assertThat(session.lagNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(20));
            wire.finishWrite();
            assertThat(session.lagNanos()).isZero();
        }
        nanos[0] += TimeUnit.SECONDS.toNanos(40);
        assertThat(session.lagNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(40));
    }

    @Test
    @DisplayName("[U84] a large frame has as long as it takes at 64 KiB a second")
    void waitsForLargeFrames() {
        long[] nanos = {0};
        Session session = new Session(
                new Admission(Role.EDITOR, null), new Dialect.Plain(), outbound, 2, () -> nanos[0], () -> {});
        session.send(Frame.of(new byte[Outbound.BATCH_BYTES + 60 * (64 << 10)]));
        session.sendEntry(1, frame(1));
        assertThat(session.lags()).isTrue();
        nanos[0] += TimeUnit.SECONDS.toNanos(60);
        assertThat(session.lagNanos()).isZero();
        nanos[0] += TimeUnit.SECONDS.toNanos(7);
        assertThat(session.lagNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(7));
    }

    @Test
    @DisplayName(
            "[U16] a message whose bytes come keeps its socket, but no longer than the largest takes at 64 KiB a second")
    void endsEndlessMessages() {
        long[] nanos = {0};
        Session session = new Session(
                new Admission(Role.EDITOR, null), new Dialect.Plain(), outbound, 2, () -> nanos[0], () -> {});
        Duration silence = Duration.ofSeconds(75);
        long largest = 100 * (64 << 10);
        for (int seconds = 0; seconds < 175; seconds += 35) {
            nanos[0] += TimeUnit.SECONDS.toNanos(35);
            session.heard();
            assertThat(session.isSilent(silence, largest)).isFalse();
        }
        nanos[0] += TimeUnit.SECONDS.toNanos(1);
        session.heard();
        assertThat(session.isSilent(silence, largest)).isTrue();

        session.heardMessage();
        nanos[0] += TimeUnit.SECONDS.toNanos(76);
        assertThat(session.isSilent(silence, largest)).isTrue();
    }

    private static Frame frame(int value) {
        return Frame.of(new byte[] {(byte) value});
    }

    /** Writes end when the test says so. */
    private static final class SlowWire implements Wire {
        final List<String> written = new ArrayList<>();
        private Sinks.Empty<Void> write = Sinks.empty();

        void finishWrite() {
            write.tryEmitEmpty();
        }

        void failWrite() {
            write.tryEmitError(new IllegalStateException("broken pipe"));
        }

        @Override
        public Mono<Void> send(List<Frame> frames) {
            StringBuilder batch = new StringBuilder();
            for (Frame frame : frames) {
                for (byte value : frame.bytes()) {
                    batch.append(batch.isEmpty() ? "" : " ").append(value);
                }
            }
            return record(batch.toString());
        }

        @Override
        public Mono<Void> ping() {
            return record("ping");
        }

        @Override
        public Mono<Void> close(CloseReason reason) {
            return record("close " + reason.code());
        }

        @Override
        public void abort() {
            written.add("abort");
        }

        private Mono<Void> record(String what) {
            written.add(what);
            write = Sinks.empty();
            return write.asMono();
        }
    }
}
