package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The example of README.md: the lines between the marks stand there word for word, and run here. */
class ReadmeExampleTest {

    private final List<byte[]> sent = new ArrayList<>();

    private void send(byte[] update) {
        sent.add(update);
    }

    @Test
    @DisplayName("[S11] the example of the README runs")
    void runs() throws DecodeException {
        // begin
        YDoc alice = YDoc.of(1);
        YDoc bob = YDoc.of(2);
        Subscription sending = alice.onUpdate((update, origin, local) -> send(update)); // byte[], the v1 format of Yjs
        alice.map("nodes").setMap("lamp").set("name", AnyValue.of("Lamp"));
        alice.text("notes").insert(0, "mind the lamp");
        bob.applyUpdate(alice.encodeStateAsUpdate(bob.stateVector()), "network");
        RelativePosition cursor = RelativePosition.of(bob.text("notes"), 9, 0); // before "lamp"
        alice.text("notes").insert(0, "please ");
        bob.applyUpdate(alice.encodeStateAsUpdate(bob.stateVector()), "network");
        sending.cancel();
        // end
        assertThat(bob.map("nodes").map("lamp")).isNotNull();
        assertThat(bob.text("notes").string()).isEqualTo("please mind the lamp");
        assertThat(cursor.resolve(bob, false)).extracting("index").isEqualTo(16);
        assertThat(sent).hasSize(4);
    }

    @Test
    @DisplayName("[S11] the example of the README is this one")
    void isInReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/diorama/scene/crdt/ReadmeExampleTest.java"));
        String lines = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("        // end\n"));
        assertThat(Files.readString(Path.of("README.md")))
                .contains(lines.replace("\n        ", "\n").strip());
    }
}
