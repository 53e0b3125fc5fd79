package dev.diorama.server.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes a large message in fragments (RFC 6455, section 5.4), of which the event loop does one each time it comes round. Used on the
 * channel's event loop.
 */
/*
 * Netty writes on for as long as the peer keeps up, at most a second, before it reads from anybody else: for a peer that is as quick as this
 * server that is all of the message. As fragments it may have answers to pings in between, which bytes of one frame may not.
 */
final class FragmentedWrite implements ChannelFutureListener, Runnable {
    /** Most bytes of a fragment, but for the head of the message. */
    static final int FRAGMENT_BYTES = 256 << 10;

    private final Channel channel;
    private final ByteBuf head;
    private final ByteBuffer body;
    private final ChannelPromise written;
    private int at;

    /**
     * Nothing is written yet.
     *
     * @param written completes with the last fragment, or the first that cannot be written
     */
    FragmentedWrite(Channel channel, Frame message, ChannelPromise written) {
        this.channel = channel;
        ByteBuffer shared = message.body();
        this.head = shared == null ? Unpooled.EMPTY_BUFFER : Line.direct(message.head());
        this.body = shared == null ? ByteBuffer.wrap(message.head()) : shared;
        this.written = written;
    }

    /** Writes the next fragment. */
    @Override
    public void run() {
        int length = Math.min(FRAGMENT_BYTES, body.limit() - at);
        ByteBuf bytes = Unpooled.wrappedBuffer(body.slice(at, length));
        boolean first = at == 0;
        at += length;
        boolean last = at == body.limit();
        WebSocketFrame frame = first
                ? new BinaryWebSocketFrame(last, 0, Unpooled.wrappedBuffer(head, bytes))
                : new ContinuationWebSocketFrame(last, 0, bytes);
        if (last) {
            var unused = channel.writeAndFlush(frame, written);
        } else {
            var unused = channel.writeAndFlush(frame).addListener(this);
        }
    }

    /** Goes on when the loop comes round: a task without delay would run before it does. */
    @Override
    public void operationComplete(ChannelFuture fragment) {
        if (!fragment.isSuccess()) {
            written.tryFailure(fragment.cause());
            return;
        }
        try {
            var unused = channel.eventLoop().schedule(this, 0, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            written.tryFailure(e);
        }
    }
}
