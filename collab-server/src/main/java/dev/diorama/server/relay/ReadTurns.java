package dev.diorama.server.relay;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * Reads little of a connection before the others of its event loop are read.
 */
/*
 * Netty reads up to a megabyte of one connection at a time, which is forty thousand small frames: tens of milliseconds in which nobody else is
 * heard. A connection that has more to say is read again when the loop comes round; for a large upload that is a fraction of a
 * millisecond in a megabyte. What came before the peer's end of the connection is read at once.
 */
final class ReadTurns implements NettyServerCustomizer {
    private static final int LEAST_BYTES = 64;
    private static final int FIRST_BYTES = 2 << 10;
    private static final int MOST_BYTES = 8 << 10;

    @Override
    public HttpServer apply(HttpServer server) {
        return server.childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(LEAST_BYTES, FIRST_BYTES, MOST_BYTES).maxMessagesPerRead(1));
    }
}
