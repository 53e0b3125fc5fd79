package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class ReadTurnsTest {
    private static final int BYTES = 1 << 20;
    private static final int MOST_BYTES = 8 << 10;

    @Test
    @DisplayName("[U134] of a flood a few kilobytes are read before the event loop comes to the others")
    void readsLittleAtATime() throws IOException, InterruptedException {
        List<Integer> turns = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(1);
        DisposableServer server = new ReadTurns()
                .apply(HttpServer.create())
                .host("127.0.0.1")
                .port(0)
                .doOnChannelInit(
                        (observer, channel, address) -> channel.pipeline().addFirst(new Counter(turns, all)))
                .handle((request, response) -> response.send())
                .bindNow();
        try (Socket flood = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            flood.getOutputStream().write(new byte[BYTES]);
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(turns).allMatch(bytes -> bytes <= MOST_BYTES);
        } finally {
            server.disposeNow();
        }
    }

    /** Counts what comes before the event loop goes on, and lets nothing of it through. */
    private static final class Counter extends ChannelInboundHandlerAdapter {
        private final List<Integer> turns;
        private final CountDownLatch all;
        private final AtomicInteger sum = new AtomicInteger();
        private int turn;

        Counter(List<Integer> turns, CountDownLatch all) {
            this.turns = turns;
            this.all = all;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            turn += bytes.readableBytes();
            bytes.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            turns.add(turn);
            if (sum.addAndGet(turn) == BYTES) {
                all.countDown();
            }
            turn = 0;
            // Nothing behind this asks for more.
            context.read();
        }
    }
}
