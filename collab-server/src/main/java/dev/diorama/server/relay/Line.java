package dev.diorama.server.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerRequest;

/** The connection under a socket, for what must not wait for the socket's own machinery. Thread-safe. */
final class Line implements Inbound.Upstream {
    private static final Logger LOGGER = LoggerFactory.getLogger(Line.class);

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

    /**
     * Writes messages and flushes them: one task of the event loop for all of them, and no other machinery, because this is what a server of
     * many sockets does most.
     *
     * @return null if the connection is not known
     */
    @Nullable Mono<Void> send(List<Frame> frames) {
        Channel channel = channel();
        return channel == null ? null : FutureMono.deferFuture(() -> write(channel, frames));
    }

    private static ChannelFuture write(Channel channel, List<Frame> frames) {
        ChannelPromise written = channel.newPromise();
        Runnable task = () -> {
            // Of a batch only the first can be large, and then it is alone.
            Frame first = frames.getFirst();
            if (first.size() > FragmentedWrite.FRAGMENT_BYTES) {
                new FragmentedWrite(channel, first, written).run();
                return;
            }
            if (PackedFrames.fit(frames)) {
                var unused = channel.writeAndFlush(PackedFrames.pack(frames, channel.alloc()), written);
                return;
            }
            int last = frames.size() - 1;
            for (int i = 0; i < last; i++) {
                var unused = channel.write(message(frames.get(i)));
            }
            var unused = channel.writeAndFlush(message(frames.get(last)), written);
        };
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
        return written;
    }

    /** A shared body is written from where it is: it belongs to nobody and is given back by no release. */
    private static BinaryWebSocketFrame message(Frame frame) {
        ByteBuffer body = frame.body();
        if (body == null) {
            return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.head()));
        }
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(direct(frame.head()), Unpooled.wrappedBuffer(body)));
    }

    /** A copy outside of the heap, beside which no body there has to be copied. */
    static ByteBuf direct(byte[] bytes) {
        return Unpooled.wrappedBuffer(
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    /** Runs a task whenever bytes come, of whatever they are a part. */
    void onBytes(Runnable task) {
        Channel channel = channel();
        if (channel != null) {
            channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object bytes) {
                    task.run();
                    context.fireChannelRead(bytes);
                }
            });
        }
    }

    /** Runs a task on the connection's event loop, behind what that does now; here, if there is no loop any more. */
    void soon(Runnable task) {
        Channel channel = channel();
        if (channel == null) {
            task.run();
            return;
        }
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    @Override
    public boolean isOpen() {
        Channel channel = channel();
        return channel == null || channel.isActive();
    }

    /** Runs a task on the connection's event loop, which is late when it is busy; never, if there is no loop any more. */
    @Override
    public void later(long millis, Runnable task) {
        Channel channel = channel();
        if (channel == null) {
            Schedulers.parallel().schedule(task, millis, TimeUnit.MILLISECONDS);
            return;
        }
        try {
            var unused = channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("The event loop has ended, and what was to come later does not", e);
        }
    }

    private @Nullable Channel channel() {
        Connection known = connection.get();
        return known == null ? null : known.channel();
    }
}
