package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** How connections come in: a few at a time, and every one of them. */
class DoorwayTest {
    @Test
    @DisplayName("[U87] whoever comes gets in, however many come at once, and whatever became of those before them")
    void letsEverybodyIn() throws IOException {
        DisposableServer server = new Doorway(2)
                .apply(HttpServer.create())
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just("here")))
                .bindNow();
        List<Socket> connections = new ArrayList<>();
        try {
            // Two of three say nothing, and one of those is gone at once.
            for (int i = 0; i < 60; i++) {
                Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.port());
                connections.add(connection);
                if (i % 3 == 0) {
                    connection
                            .getOutputStream()
                            .write("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } else if (i % 3 == 1) {
                    connection.setSoLinger(true, 0);
                    connection.close();
                }
            }
            for (int i = 0; i < 60; i += 3) {
                byte[] answer = connections.get(i).getInputStream().readAllBytes();
                assertThat(new String(answer, StandardCharsets.US_ASCII)).contains("200 OK", "here");
            }
        } finally {
            for (Socket connection : connections) {
                connection.close();
            }
            server.disposeNow();
        }
    }

    @Test
    @DisplayName("[U87] of a crowd no more are accepted at a time than there are places")
    void acceptsOneAtATime() throws Exception {
        int places = 2;
        List<Integer> rounds = new CopyOnWriteArrayList<>();
        DisposableServer server = new Doorway(places)
                .apply(HttpServer.create())
                .host("127.0.0.1")
                .port(0)
                .bindNow();
        List<Socket> crowd = new ArrayList<>();
        try {
            server.channel().pipeline().addFirst(new ChannelInboundHandlerAdapter() {
                private int accepted;

                @Override
                public void channelRead(ChannelHandlerContext context, Object connection) {
                    accepted++;
                    context.fireChannelRead(connection);
                }

                @Override
                public void channelReadComplete(ChannelHandlerContext context) {
                    rounds.add(accepted);
                    accepted = 0;
                    context.fireChannelReadComplete();
                }
            });
            CountDownLatch crowded = new CountDownLatch(1);
            server.channel().eventLoop().execute(() -> await(crowded));
            for (int i = 0; i < 40; i++) {
                crowd.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            crowded.countDown();
            Awaitility.await()
                    .until(() -> rounds.stream().mapToInt(each -> each).sum() == 40);
            assertThat(rounds).allMatch(each -> each <= places);
        } finally {
            for (Socket connection : crowd) {
                connection.close();
            }
            server.disposeNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("[U87] connections that say nothing keep nobody out")
    void servesBesideSilentConnections(@TempDir Path folder) throws IOException {
        List<Socket> silent = new ArrayList<>();
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < 200; i++) {
                Socket connection = new Socket();
                silent.add(connection);
                connection.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), server.socket("room").getPort()));
            }
            try (TestClient client = TestClient.join(server, "room")) {
                client.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
                client.untilAcknowledged();
            }
        } finally {
            for (Socket connection : silent) {
                connection.close();
            }
        }
    }
}
