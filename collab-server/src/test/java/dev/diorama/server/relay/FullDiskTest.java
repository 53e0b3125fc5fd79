package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.testing.RawSocket;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.SmallDisk;
import dev.diorama.server.testing.TestClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a disk that is really full, or really cannot be written. */
class FullDiskTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    @Test
    @DisplayName(
            "[U111] [U112] [U95] a full disk: the room can be looked at, nothing is lost, and with room again editing goes on"
                    + " without a restart; a crash meanwhile loses nothing either")
    void survivesAFullDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.at(Files.createDirectory(temporary.resolve("disk")))) {
            TestClient editor;
            try (ServerProcess server = ServerProcess.start(disk.folder())) {
                editor = TestClient.join(server.socket("room"));
                edit(editor, "kept");
                editor.untilAcknowledged();
                disk.fill(server);
                editor = editUntilRefused(server, editor);
                try (TestClient onlooker = TestClient.join(server.socket("room"));
                        RawSocket page = RawSocket.open(server.socket("room"), "diorama.v1")) {
                    assertThat(page.first("not stored now", frame -> frame[0] == 100 && frame[1] == 7)[2])
                            .isZero();
                    assertThat(has(onlooker, "kept")).isTrue();
                    assertThat(status(server, "/actuator/health")).isEqualTo(503);
                    assertThat(status(server, "/actuator/health/readiness")).isEqualTo(200);
                    editor = comeBack(server);
                    edit(editor, "while it is full");
                    assertThat(onlooker.isClosed()).as("the room stays open").isFalse();

                    disk.free();
                    TestClient waiting = editor;
                    page.first("stored again", frame -> frame[0] == 100 && frame[1] == 7 && frame[2] == 1);
                    onlooker.until("what was turned away", () -> has(onlooker, "while it is full"));
                    assertThat(waiting.isClosed()).isFalse();
                    Awaitility.await().until(() -> status(server, "/actuator/health") == 200);
                    onlooker.until("all", () -> onlooker.read(StateHash::of).equals(waiting.read(StateHash::of)));
                }
                assertThat(server.output()).contains("The log refused a commit").contains("The log takes edits again");

                disk.fill(server);
                editor = editUntilRefused(server, editor);
            }
            assertStartsAgain(disk, editor);
        }
    }

    /** After a kill on a full disk: a clear failure or a room to look at while it is full, and all edits once it is not. */
    private static void assertStartsAgain(SmallDisk disk, TestClient editor) {
        if (disk.staysFull()) {
            // What the killed server had open may have given back enough to start; then the room can be looked at.
            Throwable refusal = catchThrowable(() -> startAndLook(disk));
            if (refusal != null) {
                assertThat(refusal).hasMessageContaining("cannot be used").hasMessageContaining("Free some space");
            }
        }
        disk.free();
        try (ServerProcess server = ServerProcess.start(disk.folder());
                TestClient joiner = TestClient.join(server.socket("room"))) {
            assertThat(has(joiner, "while it is full")).isTrue();
            TestClient back = TestClient.open(server.socket("room"), editor.read(doc -> doc));
            joiner.until("all", () -> joiner.read(StateHash::of).equals(editor.read(StateHash::of)));
            back.close();
        }
    }

    private static void startAndLook(SmallDisk disk) {
        try (ServerProcess server = ServerProcess.start(disk.folder());
                TestClient onlooker = TestClient.join(server.socket("room"))) {
            assertThat(has(onlooker, "kept")).isTrue();
        }
    }

    @Test
    @DisplayName("[U33] [U112] a folder that cannot be written is said, with what to do; when it can be, all is there")
    void saysThatTheFolderIsReadOnly() throws Exception {
        try (SmallDisk disk = SmallDisk.at(Files.createDirectory(temporary.resolve("disk")))) {
            try (ServerProcess server = ServerProcess.start(disk.folder());
                    TestClient editor = TestClient.join(server.socket("room"))) {
                edit(editor, "kept");
                editor.untilAcknowledged();
                assertThat(server.stop()).isEqualTo(143);
            }
            if (disk.protect(true)) {
                assertThatThrownBy(() -> ServerProcess.start(disk.folder()))
                        .hasMessageContaining("cannot be created or written")
                        .hasMessageContaining("--diorama.data-dir");
                assertThat(disk.protect(false)).isTrue();
            } else {
                System.out.println("NOT TRIED: a read-only folder, because this user may write everywhere");
            }
            try (ServerProcess server = ServerProcess.start(disk.folder());
                    TestClient joiner = TestClient.join(server.socket("room"))) {
                assertThat(has(joiner, "kept")).isTrue();
            }
        }
    }

    /** Edits until the log refuses; returns the editor as its socket was closed. */
    private static TestClient editUntilRefused(ServerProcess server, TestClient editor) {
        for (int i = 0; i < 500 && !editor.isClosed(); i++) {
            int number = i;
            editor.edit(doc -> doc.map("m").set("filler", AnyValue.of(number + "x".repeat(20_000))));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> editor.isClosed()
                            || editor.updates().size() >= editor.sent().size());
        }
        assertThat(editor.awaitClosed().code()).isEqualTo(1013);
        assertThat(status(server, "/actuator/health/liveness")).isEqualTo(200);
        return editor;
    }

    /** Somebody else tries to edit and is told that edits have to wait. */
    private static TestClient comeBack(ServerProcess server) {
        TestClient back = TestClient.open(server.socket("room"), YDoc.of(4711));
        back.awaitSynced();
        back.edit(doc -> doc.map("m").set("again", AnyValue.of("x".repeat(20_000))));
        back.until("is told", () -> back.messages().stream().anyMatch(Message.AuthDenied.class::isInstance));
        assertThat(back.isClosed()).isFalse();
        return back;
    }

    private static void edit(TestClient client, String key) {
        client.edit(doc -> doc.map("m").set(key, AnyValue.of(1)));
    }

    private static boolean has(TestClient client, String key) {
        return client.read(doc -> doc.map("m").has(key));
    }

    private static int status(ServerProcess server, String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(server.http(path)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
