package dev.diorama.server.relay;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerRequest;

/** The connection under a socket, for what must not wait for the socket's own machinery. Thread-safe. */
final class Line {
    private final AtomicReference<Connection> connection = new AtomicReference<>();

    private Line() {}

    /** The connection that a request came by. */
    static Line of(ServerHttpRequest request) {
        Line line = new Line();
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty) {
            netty.withConnection(line.connection::set);
        }
        return line;
    }

    /** Ends the connection without a word, whatever waits. */
    void abort() {
        Channel channel = channel();
        if (channel != null) {
            var unused = channel.close();
        }
    }

    /**
     * Says why the socket ends, and leaves the end to the peer. Who ends a connection while the peer is still sending makes the peer's system
     * drop what it has not read yet, and that is the reason.
     *
     * @return null if the connection is not known
     */
    @Nullable Mono<Void> goodbye(CloseReason reason) {
        Channel channel = channel();
        return channel == null
                ? null
                : FutureMono.deferFuture(
                        () -> channel.writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.text())));
    }

    /** Runs a task on the connection's event loop, which is late when it is busy. */
    void later(long millis, Runnable task) {
        Channel channel = channel();
        if (channel == null) {
            Schedulers.parallel().schedule(task, millis, TimeUnit.MILLISECONDS);
        } else {
            var unused = channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    private @Nullable Channel channel() {
        Connection known = connection.get();
        return known == null ? null : known.channel();
    }
}
