package dev.diorama.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.testing.TestServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientTargetsTest {
    @ParameterizedTest
    @DisplayName("[U7] what browsers leave as it is in an address is escaped, everything else stays")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/collab/x|y,/collab/x%7Cy",
                "/collab/x[1]^,/collab/x%5B1%5D%5E",
                "/collab/50%,/collab/50%25",
                "/collab/50%2,/collab/50%252",
                "/collab/a%2Fb/c?x=y&z=%20,/collab/a%2Fb/c?x=y&z=%20",
                "/~.-_!*();:@&=+$',/~.-_!*();:@&=+$'",
            })
    void escapes(String target, String escaped) {
        assertThat(LenientTargets.escape(target)).isEqualTo(escaped);
        assertThat(URI.create(escaped)).isNotNull();
    }

    @Test
    @DisplayName("[U7] a room whose name holds such characters can be entered as it is")
    void entersSuchRooms(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = """
                    GET /collab/x|y[50%] HTTP/1.1
                    Host: localhost
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                    """;
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        }
    }
}
