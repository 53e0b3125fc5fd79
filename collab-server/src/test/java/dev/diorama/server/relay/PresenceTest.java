package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import dev.diorama.server.cluster.Fanout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How presence reaches a crowd. */
class PresenceTest {
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<byte[]> published = new ArrayList<>();
    private long millis;
    private final PresenceRoster roster = new PresenceRoster(4_096, 3, Duration.ofSeconds(30), () -> millis);
    private final PresenceFanout fanout = new PresenceFanout(
            sessions, roster::entry, new Published(), (delay, task) -> timers.add(task), () -> millis);

    @Test
    @DisplayName("[U82] what is new is told at once, and what follows within a moment is told in one message after it")
    void tellsManyInOne() throws DecodeException {
        List<Socket> sockets = IntStream.range(0, 4).mapToObj(i -> new Socket()).toList();
        say(sockets.get(0), 1, 1, "{\"a\":1}");
        assertThat(sockets.get(1).heard()).containsExactly("1:1:{\"a\":1}");
        say(sockets.get(0), 1, 2, "{\"a\":2}");
        say(sockets.get(1), 2, 1, "{\"b\":1}");
        say(sockets.get(0), 1, 3, "{\"a\":3}");
        assertThat(sockets.get(3).heard()).hasSize(1);
        runTimers();
        assertThat(sockets.get(3).heard()).containsExactly("1:1:{\"a\":1}", "1:3:{\"a\":3} 2:1:{\"b\":1}");
        // Nobody hears of itself.
        assertThat(sockets.get(0).heard()).containsExactly("2:1:{\"b\":1}");
        assertThat(sockets.get(1).heard()).containsExactly("1:1:{\"a\":1}", "1:3:{\"a\":3}");
        assertThat(published).hasSize(2);
    }

    @Test
    @DisplayName("[U82] a socket that has not taken the last message is told later, once, how all are then")
    void coalescesForTheSlow() throws DecodeException {
        Socket sender = new Socket();
        Socket slow = new Socket();
        slow.reads = false;
        for (int i = 1; i <= 50; i++) {
            say(sender, 1 + i % 2, i, "{\"n\":" + i + "}");
            millis += 1_000;
            runTimers();
        }
        assertThat(slow.outbound.bytes()).isLessThan(100);
        slow.finishWrite();
        millis += 1_000;
        runTimers();
        slow.finishWrite();
        runTimers();
        slow.finishWrite();
        assertThat(slow.heard().getLast()).contains("1:50:{\"n\":50}").contains("2:49:{\"n\":49}");
        assertThat(slow.heard().size()).isLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("[U82] what peers repeat of others is no news, whatever it holds, and is told nobody")
    void ignoresRepetitions() throws DecodeException {
        Socket a = new Socket();
        Socket b = new Socket();
        say(a, 1, 5, "{\"a\":1}");
        assertThat(roster.apply(entry(1, 5, "{\"a\":1}"), b.session)).isEmpty();
        assertThat(roster.apply(entry(1, 4, "no json"), b.session)).isEmpty();
        assertThat(b.session.presence()).isEmpty();
        assertThat(a.session.presence()).containsExactly(1L);
        assertThat(roster.apply(entry(1, 5, "null"), b.session)).isEmpty();
        assertThat(roster.apply(entry(1, 5, "null"), a.session)).containsExactly(1L);
    }

    @Test
    @DisplayName("[U83] who left is remembered for a minute, so that no echo brings them back, and then no more")
    void forgetsWhoLeft() throws DecodeException {
        Socket a = new Socket();
        Socket b = new Socket();
        say(a, 1, 5, "{}");
        fanout.changed(roster.leave(a.session), a.session);
        assertThat(roster.entry(1L)).isNotEmpty();
        millis += 30_000;
        roster.dropOutdated();
        assertThat(roster.apply(entry(1, 5, "{}"), b.session)).isEmpty();
        millis += 31_000;
        roster.dropOutdated();
        assertThat(roster.entry(1L)).isEmpty();
        for (int i = 0; i < 20_000; i++) {
            say(a, 100 + i, 1, "{}");
            fanout.changed(roster.leave(a.session), a.session);
        }
        roster.dropOutdated();
        assertThat(roster.entry(100L)).isEmpty();
        assertThat(roster.entry(20_099L)).isNotEmpty();
    }

    private void say(Socket from, int client, int clock, String state) throws DecodeException {
        fanout.changed(roster.apply(entry(client, clock, state), from.session), from.session);
        fanout.flush();
    }

    private void runTimers() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    private static byte[] entry(int client, int clock, String state) {
        return new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(clock)
                .writeVarString(state)
                .toBytes();
    }

    /** A socket that remembers what was written to it. */
    private final class Socket implements Wire {
        final Outbound outbound = new Outbound(this);
        final Session session =
                new Session(new Admission(Role.EDITOR, null), new Dialect.Plain(), outbound, 10_000, () -> 0, () -> {});
        boolean reads = true;
        private final List<String> heard = new ArrayList<>();
        private Sinks.Empty<Void> write = Sinks.empty();

        Socket() {
            sessions.add(session);
        }

        List<String> heard() {
            return heard;
        }

        void finishWrite() {
            write.tryEmitEmpty();
        }

        @Override
        public Mono<Void> send(List<Frame> frames) {
            for (Frame frame : frames) {
                try {
                    heard.add(text(SyncProtocol.decode(frame.bytes())));
                } catch (DecodeException e) {
                    throw new AssertionError(e);
                }
            }
            write = Sinks.empty();
            return reads ? Mono.empty() : write.asMono();
        }

        private static String text(Message message) throws DecodeException {
            List<String> entries = new ArrayList<>();
            for (Awareness.Entry entry : Awareness.decode(((Message.AwarenessMessage) message).update())) {
                entries.add(entry.client() + ":" + entry.clock() + ":" + entry.state());
            }
            return String.join(" ", entries);
        }

        @Override
        public Mono<Void> ping() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> close(CloseReason reason) {
            return Mono.empty();
        }

        @Override
        public void abort() {}
    }

    /** What other servers would hear. */
    private final class Published implements Fanout.Subscription {
        @Override
        public void publish(long sequence, byte[] update) {}

        @Override
        public void present(byte[] message) {
            published.add(message);
        }

        @Override
        public void close() {}
    }
}
