package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Who is let in. */
class AdmissionsTest {
    private static final RoomName ROOM = new RoomName("room");
    private long nanos;

    @Test
    @DisplayName("[U81] an address has so many sockets, in so many rooms; what it leaves it may have again")
    void countsByAddress() throws Exception {
        Admissions admissions = admissions(Map.of("sockets-per-address", 3, "rooms-per-address", 2));
        InetSocketAddress one = address(1);
        List<Admissions.Lease> leases = new ArrayList<>();
        for (String room : List.of("a", "b", "a")) {
            leases.add(Objects.requireNonNull(admissions.enter(one, new RoomName(room))));
        }
        assertThat(admissions.enter(one, new RoomName("a"))).isNull();
        assertThat(admissions.enter(address(2), new RoomName("c"))).isNotNull();
        leases.getFirst().close();
        leases.getFirst().close();
        assertThat(admissions.enter(one, new RoomName("c"))).isNull();
        assertThat(admissions.enter(one, new RoomName("b"))).isNotNull();
        assertThat(admissions.enter(one, new RoomName("a"))).isNull();
    }

    @Test
    @DisplayName("[U81] sockets come no faster than they may, from one address and from all")
    void limitsThePace() throws Exception {
        Admissions admissions = admissions(Map.of(
                "connects-per-address", 1,
                "connect-burst-per-address", 2,
                "connects-per-second", 4,
                "connect-burst", 5));
        assertThat(enter(admissions, 1)).isTrue();
        assertThat(enter(admissions, 1)).isTrue();
        assertThat(enter(admissions, 1)).isFalse();
        assertThat(enter(admissions, 2)).isTrue();
        assertThat(enter(admissions, 3)).isTrue();
        assertThat(enter(admissions, 4)).isFalse();
        nanos += TimeUnit.SECONDS.toNanos(1);
        assertThat(enter(admissions, 1)).isTrue();
        assertThat(enter(admissions, 1)).isFalse();
        assertThat(enter(admissions, 4)).isTrue();
    }

    @Test
    @DisplayName("[U81] this machine does not count as an address, unless it is to")
    void exemptsLoopback() {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        Admissions exempt = admissions(Map.of("sockets-per-address", 1));
        assertThat(exempt.enter(here, ROOM)).isNotNull();
        assertThat(exempt.enter(here, ROOM)).isNotNull();
        assertThat(exempt.enter(null, ROOM)).isNotNull();
        Admissions strict = admissions(Map.of("sockets-per-address", 1, "exempt-loopback", false));
        assertThat(strict.enter(here, ROOM)).isNotNull();
        assertThat(strict.enter(here, ROOM)).isNull();
    }

    @Test
    @DisplayName("[U81] who is not let in is answered with 503 before the upgrade; a socket that ends makes room")
    void answersBeforeTheUpgrade(@TempDir Path folder) {
        try (TestServer server = TestServer.start(
                folder, "--diorama.limits.exempt-loopback=false", "--diorama.limits.sockets-per-address=2")) {
            TestClient first = TestClient.join(server, "room");
            TestClient second = TestClient.join(server, "room");
            assertRefused(server);
            first.close();
            second.until("there is room again", () -> server.bean(Sockets.class).size() == 1);
            second.until("let in", () -> {
                try {
                    TestClient.open(server.socket("room"), YDoc.of(5)).close();
                    return true;
                } catch (RuntimeException e) {
                    return false;
                }
            });
            server.bean(Admissions.class).stop();
            assertRefused(server);
        }
    }

    @Test
    @DisplayName("[U85] a connection that says nothing is closed, a socket that says nothing is not")
    void closesHalfOpenConnections(@TempDir Path folder) throws IOException {
        try (TestServer server = TestServer.start(folder, "--server.netty.idle-timeout=300ms");
                TestClient quiet = TestClient.join(server, "room");
                Socket mute = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            mute.setSoTimeout(30_000);
            assertThat(mute.getInputStream().read()).isEqualTo(-1);
            try (Socket second = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                second.setSoTimeout(30_000);
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(quiet.isClosed()).isFalse();
        }
    }

    @Test
    @DisplayName("[U85] a request that trickles in, the first or a later one, does not hold its connection")
    void closesSlowRequests(@TempDir Path folder) throws IOException {
        String head = "GET /actuator/health/liveness HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ";
        try (TestServer server = TestServer.start(folder, "--server.netty.idle-timeout=1s");
                TestClient quiet = TestClient.join(server, "room")) {
            for (String begin : List.of(head, head + "x\r\n\r\n" + head)) {
                try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    slow.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                    Awaitility.await("cut off while it writes")
                            .pollInterval(Duration.ofMillis(100))
                            .until(() -> isCutOff(slow));
                }
            }
            assertThat(quiet.isClosed()).isFalse();
        }
    }

    /** Writes one byte more, and looks for the end. */
    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            socket.setSoTimeout(1);
            int end = 0;
            while (end >= 0) {
                end = socket.getInputStream().read();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    @DisplayName("[U35] [U85] a socket that opens while the server stops is closed with 1012")
    void sendsLateComersAway(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder)) {
            server.bean(Sockets.class).close(CloseReason.RESTART);
            TestClient late = TestClient.open(server.socket("room"), YDoc.of(5));
            assertThat(late.awaitClosed().code()).isEqualTo(1012);
        }
    }

    private static void assertRefused(TestServer server) {
        assertThatThrownBy(() -> TestClient.open(server.socket("room"), YDoc.of(5)))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refusal -> {
                    assertThat(refusal.getResponse().statusCode()).isEqualTo(503);
                    assertThat(refusal.getResponse().headers().firstValue("connection"))
                            .contains("close");
                });
    }

    private boolean enter(Admissions admissions, int host) throws UnknownHostException {
        return admissions.enter(address(host), ROOM) != null;
    }

    private static InetSocketAddress address(int host) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), 1_000);
    }

    private Admissions admissions(Map<String, ?> settings) {
        return new Admissions(
                new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", RelayLimits.class),
                () -> nanos);
    }
}
