package dev.diorama.server.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowWriterTest {
    private static final int PIECES = 40;
    private static final int PAUSE_MILLIS = 250;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "[U16] a message that takes longer than the silence that is allowed arrives: its bytes are signs of life")
    void aSlowMessageArrives() throws IOException, InterruptedException {
        try (TestServer server =
                        TestServer.start(folder, "--diorama.relay.keep-alive=200ms", "--diorama.relay.silence=5s");
                TestClient witness = TestClient.join(server, "room");
                Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(), server.socket("room").getPort())) {
            YDoc doc = YDoc.of(1);
            doc.map("m").set("k", AnyValue.of("x".repeat(100_000)));
            DataOutputStream out = upgrade(slow, server.socket("room"));

            // A masked binary message (RFC 6455, section 5.2); a mask of zeros leaves the bytes as they are.
            byte[] message = SyncProtocol.encodeUpdate(doc.encodeStateAsUpdate());
            out.write(new byte[] {(byte) 0x82, (byte) (0x80 | 127)});
            out.writeLong(message.length);
            out.writeInt(0);
            int piece = message.length / PIECES;
            for (int from = 0; from < message.length; from += piece) {
                out.write(message, from, Math.min(piece, message.length - from));
                Thread.sleep(PAUSE_MILLIS);
            }
            witness.until("the edit", () -> witness.read(seen -> seen.map("m").has("k")));
            assertThat(server.bean(Sockets.class).size()).isEqualTo(2);
        }
    }

    private static DataOutputStream upgrade(Socket socket, URI address) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(("GET " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(US_ASCII));
        byte[] answer = new byte[12];
        socket.getInputStream().readNBytes(answer, 0, answer.length);
        assertThat(new String(answer, US_ASCII)).isEqualTo("HTTP/1.1 101");
        return out;
    }
}
