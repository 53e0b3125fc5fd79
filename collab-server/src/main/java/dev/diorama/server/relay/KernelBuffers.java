package dev.diorama.server.relay;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * Keeps what waits for a socket here and not in the operating system, where it counts for nobody's queue.
 */
/*
 * Linux takes 4 MB per socket before it says that it is enough. A crowd that joins a large scene would fill that for everybody: hundreds of
 * megabytes that are copied into cold memory, at twice the CPU, by an event loop that the others wait for meanwhile. What was sent and not
 * confirmed yet does not count here, so that a fast connection over a long way is as fast as ever.
 */
final class KernelBuffers implements NettyServerCustomizer {
    private static final long UNSENT_BYTES = 128 << 10;

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> bound(channel));
    }

    private static void bound(Channel channel) {
        if (channel.config() instanceof EpollSocketChannelConfig config) {
            config.setTcpNotSentLowAt(UNSENT_BYTES);
        }
    }
}
