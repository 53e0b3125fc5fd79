package dev.diorama.server.relay;

import java.util.List;
import org.springframework.core.io.buffer.DataBufferFactory;
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
                .map(frame -> new WebSocketMessage(WebSocketMessage.Type.BINARY, buffers.wrap(frame.bytes()))));
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
