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

/** A WebFlux socket; its connection underneath is kept to end it when the peer does not even take a close frame. */
final class WebSocketWire implements Wire {
    private final WebSocketSession socket;
    private final Runnable connectionClose;

    WebSocketWire(WebSocketSession socket, Runnable connectionClose) {
        this.socket = socket;
        this.connectionClose = connectionClose;
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
        return socket.close(new CloseStatus(reason.code(), reason.text()));
    }

    @Override
    public void abort() {
        connectionClose.run();
    }
}
