package dev.diorama.server.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A socket that several queues write to: one write at a time, in turn. Thread-safe. */
final class SharedWire {
    private final Wire wire;
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private boolean writing;

    SharedWire(Wire wire) {
        this.wire = wire;
    }

    /** The part of one document: its frames begin with its name. */
    Wire of(byte[] prefix) {
        return new Part(prefix);
    }

    /** The part that says what belongs to no document. */
    Wire bare() {
        return new Part(new byte[0]);
    }

    private Mono<Void> inTurn(Mono<Void> write) {
        return Mono.create(sink -> {
            synchronized (waiting) {
                waiting.add(new Turn(write, sink));
            }
            next();
        });
    }

    private void next() {
        Turn turn = take();
        if (turn == null) {
            return;
        }
        turn.write.subscribe(
                nothing -> {},
                failure -> {
                    turn.sink.error(failure);
                    done();
                },
                () -> {
                    turn.sink.success();
                    done();
                });
    }

    private @Nullable Turn take() {
        synchronized (waiting) {
            if (writing || waiting.isEmpty()) {
                return null;
            }
            writing = true;
            return waiting.remove();
        }
    }

    private void done() {
        synchronized (waiting) {
            writing = false;
        }
        next();
    }

    private record Turn(Mono<Void> write, MonoSink<Void> sink) {}

    /** One of the queues' view of the socket. */
    private final class Part implements Wire {
        private static final byte PING = 9;

        private final byte[] prefix;

        Part(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        public Mono<Void> send(List<Frame> frames) {
            return inTurn(wire.send(frames.stream().map(this::named).toList()));
        }

        private Frame named(Frame frame) {
            if (frame.size() == Frame.KEEP_ALIVE.size() && Arrays.equals(frame.bytes(), Frame.KEEP_ALIVE.bytes())) {
                return Frame.of(new byte[] {PING});
            }
            if (prefix.length == 0) {
                return frame;
            }
            byte[] message = frame.head();
            byte[] named = Arrays.copyOf(prefix, prefix.length + message.length);
            System.arraycopy(message, 0, named, prefix.length, message.length);
            ByteBuffer body = frame.body();
            return body == null ? Frame.of(named) : Frame.shared(named, body);
        }

        @Override
        public Mono<Void> ping() {
            return inTurn(wire.ping());
        }

        @Override
        public Mono<Void> close(CloseReason reason) {
            return inTurn(wire.close(reason));
        }

        @Override
        public void abort() {
            wire.abort();
        }

        @Override
        public void soon(Runnable task) {
            wire.soon(task);
        }

        @Override
        public void later(long millis, Runnable task) {
            wire.later(millis, task);
        }
    }
}
