package dev.diorama.server.relay;

import java.util.List;
import org.springframework.web.reactive.socket.CloseStatus;
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
        Mono<Void> direct = line.send(frames);
        return direct == null
                ? socket.send(Flux.fromIterable(frames)
                        .map(frame -> socket.binaryMessage(buffers -> buffers.wrap(frame.bytes()))))
                : direct;
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
    public void soon(Runnable task) {
        line.soon(task);
    }

    @Override
    public void later(long millis, Runnable task) {
        line.later(millis, task);
    }
}
