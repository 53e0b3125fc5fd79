package dev.diorama.server.relay;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A WebFlux socket, and the connection underneath for its end. */
final class WebSocketWire implements Wire {
    private final WebSocketSession socket;
    private final Line line;

    WebSocketWire(WebSocketSession socket, Line line) {
        this.socket = socket;
        this.line = line;
    }

    @Override
    public Mono<Void> send(List<Frame> frames) {
        DataBufferFactory buffers = socket.bufferFactory();
        return socket.send(Flux.fromIterable(frames)
                .map(frame -> new WebSocketMessage(WebSocketMessage.Type.BINARY, buffer(buffers, frame))));
    }

    /** A shared body is written from where it is: it belongs to nobody and is given back by no release. */
    private static DataBuffer buffer(DataBufferFactory buffers, Frame frame) {
        ByteBuffer body = frame.body();
        if (body != null && buffers instanceof NettyDataBufferFactory netty) {
            ByteBuffer head = ByteBuffer.allocateDirect(frame.head().length)
                    .put(frame.head())
                    .flip();
            return netty.wrap(Unpooled.wrappedBuffer(head, body));
        }
        return buffers.wrap(frame.bytes());
    }

    @Override
    public Mono<Void> ping() {
        return socket.send(Mono.just(socket.pingMessage(buffers -> buffers.wrap(new byte[0]))));
    }

    @Override
    public Mono<Void> close(CloseReason reason) {
        Mono<Void> goodbye = line.goodbye(reason);
        return goodbye == null ? socket.close(new CloseStatus(reason.code(), reason.text())) : goodbye;
    }

    @Override
    public void abort() {
        line.abort();
    }

    @Override
    public void later(long millis, Runnable task) {
        line.later(millis, task);
    }
}
