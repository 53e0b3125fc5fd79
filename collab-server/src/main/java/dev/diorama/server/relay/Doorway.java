package dev.diorama.server.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Accepts connections no faster than the event loops get through them.
 */
/*
 * A connection costs its event loop about a millisecond until it is a socket, and an event loop takes all that is ready before it comes back to
 * anybody else. Five hundred that come at once would keep everybody waiting who is there already. So a few are accepted, one for
 * each event loop, and the next when those loops have come round; the rest waits in the operating system, where it costs nothing.
 */
final class Doorway implements NettyServerCustomizer {
    /** For the request behind the connection, which is there already as a rule, and then for everybody else. */
    private static final long ROUND_MILLIS = 2;

    private static final AttributeKey<Pass> PASS = AttributeKey.valueOf(Doorway.class, "pass");

    private final int places;

    /**
     * A door for so many connections at a time.
     *
     * @param places one for each event loop is enough
     */
    Doorway(int places) {
        this.places = places;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnBound(this::keep).doOnChannelInit((observer, channel, address) -> {
            Pass pass = channel.attr(PASS).get();
            if (pass != null) {
                var unused = channel.eventLoop().schedule(pass::leave, ROUND_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void keep(DisposableServer server) {
        server.channel().pipeline().addFirst("diorama.doorway", new Keeper(server.channel(), places));
    }

    /** Belongs to the event loop of the listening channel. */
    private static final class Keeper extends ChannelInboundHandlerAdapter {
        private final Channel listening;
        private final int places;
        private int taken;

        Keeper(Channel listening, int places) {
            this.listening = listening;
            this.places = places;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel connection) {
                taken++;
                Pass pass = new Pass(() -> listening.eventLoop().execute(this::left));
                connection.attr(PASS).set(pass);
                // One that ends before it was anything must not keep its place.
                connection.closeFuture().addListener(end -> pass.leave());
                if (taken >= places) {
                    listening.config().setAutoRead(false);
                }
            }
            context.fireChannelRead(message);
        }

        private void left() {
            taken--;
            if (taken <= places / 2 && !listening.config().isAutoRead()) {
                listening.config().setAutoRead(true);
            }
        }
    }

    /** A connection's place, given back once. */
    private static final class Pass {
        private final Runnable whenLeft;
        private final AtomicBoolean left = new AtomicBoolean();

        Pass(Runnable whenLeft) {
            this.whenLeft = whenLeft;
        }

        void leave() {
            if (!left.getAndSet(true)) {
                whenLeft.run();
            }
        }
    }
}
