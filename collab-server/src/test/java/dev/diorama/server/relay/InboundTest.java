package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.Mono;

/** When a socket's next message is asked for. */
class InboundTest {
    private final List<Runnable> later = new ArrayList<>();
    private final List<Runnable> unfinished = new ArrayList<>();
    private boolean open = true;
    private boolean finishesAtOnce = true;
    private long millis;
    private long asked;

    private final Session session = new Session(
            new Admission(Role.EDITOR, null),
            new Dialect.Plain(),
            new Outbound(new SilentWire()),
            10_000,
            this::nanos,
            () -> {});
    private final Inbound inbound = new Inbound(
            session,
            (frame, finished) -> {
                if (finishesAtOnce) {
                    finished.run();
                } else {
                    unfinished.add(finished);
                }
            },
            () -> {},
            new Inbound.Upstream() {
                @Override
                public boolean isOpen() {
                    return open;
                }

                @Override
                public void later(long after, Runnable task) {
                    assertThat(after).isPositive();
                    later.add(() -> {
                        millis += after;
                        task.run();
                    });
                }
            },
            new ReadPace(0, 0),
            this::nanos);

    @BeforeEach
    void subscribe() {
        inbound.onSubscribe(new Subscription() {
            @Override
            public void request(long count) {
                asked += count;
            }

            @Override
            public void cancel() {}
        });
        assertThat(asked).isEqualTo(1);
    }

    @Test
    @DisplayName("[U138] after a burst the next message is asked for later, once, and then goes on")
    void waits() {
        for (int i = 1; i <= 10; i++) {
            comes(100_000);
            assertThat(asked).isEqualTo(i + 1);
        }
        for (int i = 0; i < 5; i++) {
            long before = asked;
            comes(100_000);
            assertThat(asked).isEqualTo(before);
            assertThat(later).hasSize(1);
            later.removeFirst().run();
            assertThat(asked).isEqualTo(before + 1);
        }
    }

    @Test
    @DisplayName("[U138] who finishes a message meanwhile asks for none more")
    void asksOnce() {
        finishesAtOnce = false;
        comes(800_000);
        comes(800_000);
        assertThat(asked).isEqualTo(2);
        unfinished.forEach(Runnable::run);
        assertThat(later).hasSize(1);
        assertThat(asked).isEqualTo(2);
        later.removeFirst().run();
        assertThat(asked).isEqualTo(3);
    }

    @Test
    @DisplayName("[U138] what is left of a connection that has ended is not waited for")
    void theEnd() {
        open = false;
        for (int i = 1; i <= 100; i++) {
            comes(100_000);
            assertThat(asked).isEqualTo(i + 1);
        }
        assertThat(later).isEmpty();
    }

    @Test
    @DisplayName("[U86] [U138] what is dropped behind a close is read four times as fast")
    void drops() {
        session.close(CloseReason.TEXT_FRAME);
        for (int i = 0; i < 40_000; i++) {
            comes(25);
            while (!later.isEmpty()) {
                later.removeFirst().run();
            }
        }
        assertThat(millis).isBetween(550L, 700L);
        assertThat(asked).isEqualTo(40_001);
    }

    private void comes(int bytes) {
        inbound.onNext(new WebSocketMessage(
                WebSocketMessage.Type.BINARY, DefaultDataBufferFactory.sharedInstance.wrap(new byte[bytes])));
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Takes everything. */
    private static final class SilentWire implements Wire {
        @Override
        public Mono<Void> send(List<Frame> frames) {
            return Mono.empty();
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

        @Override
        public void soon(Runnable task) {
            task.run();
        }

        @Override
        public void later(long millis, Runnable task) {}
    }
}
