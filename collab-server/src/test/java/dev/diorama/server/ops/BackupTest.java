package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.CollabServerApplication;
import dev.diorama.server.testing.Crowd;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The commands backup and restore, beside real servers and with files that are really damaged. */
@ExtendWith(OutputCaptureExtension.class)
class BackupTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");
    private static final Pattern LOG_ID = Pattern.compile("\"log\":\"([^\"]+)\"");

    @TempDir
    private Path temporary;

    @Test
    @DisplayName(
            "[U117] a backup made while 20 people edit holds one moment of every room: restored, each has the state that the"
                    + " server says it had at that sequence")
    void backsUpUnderEdits(CapturedOutput output) throws Exception {
        Path folder = temporary.resolve("data");
        Path copy = temporary.resolve("copy");
        try (ServerProcess server = ServerProcess.start(folder);
                Crowd first = Crowd.join(server.socket("one"), 10, 100);
                Crowd second = Crowd.join(server.socket("two/é"), 10, 200)) {
            first.edit(30);
            second.edit(30);
            first.until("edits", () -> first.acknowledged() > 300 && second.acknowledged() > 300);
            command("backup", temporary.resolve("backup").toString(), folder);
            int acknowledged = first.acknowledged();
            first.until("goes on", () -> first.acknowledged() > acknowledged + 100);
            first.rest();
            second.rest();
            command("restore", temporary.resolve("backup").toString(), copy);
            try (TestServer restored = TestServer.start(copy)) {
                for (String room : new String[] {"one", "two/é"}) {
                    String path = "/api/scenes/" + TestServer.encode(room);
                    String state = restored.get(path + "/state").body();
                    long sequence = Long.parseLong(find(SEQUENCE, state));
                    assertThat(sequence).isGreaterThan(200);
                    assertThat(get(server, path + "/state?at=" + sequence)).isEqualTo(state);
                    assertThat(find(LOG_ID, restored.get(path + "/updates").body()))
                            .isNotEqualTo(find(LOG_ID, get(server, path + "/updates")));
                }
            }
        }
        assertThat(output).contains("Backed up and checked: rooms=2, entries=").contains("Restored from ");
    }

    @Test
    @DisplayName("[U118] one room of a backup comes back under another name while the server runs")
    void restoresARoom(CapturedOutput output) {
        Path folder = temporary.resolve("data");
        try (TestServer server = TestServer.start(folder);
                TestClient editor = TestClient.join(server, "room")) {
            editor.edit(doc -> doc.map("m").set("k", AnyValue.of("before")));
            editor.untilAcknowledged();
            String before = editor.read(StateHash::of);
            command("backup", temporary.resolve("backup").toString(), folder);
            editor.edit(doc -> doc.map("m").set("k", AnyValue.of("after")));
            editor.untilAcknowledged();
            String backup = temporary.resolve("backup").toString();
            command("restore", backup, folder, "--room=room", "--as=room of old");
            try (TestClient historian = TestClient.join(server, "room of old")) {
                assertThat(historian.read(StateHash::of)).isEqualTo(before);
                historian.edit(doc -> doc.map("m").set("more", AnyValue.of(1)));
                historian.untilAcknowledged();
            }
            assertThatThrownBy(() -> command("restore", backup, folder, "--room=room", "--as=room"))
                    .hasStackTraceContaining("has edits already");
            assertThatThrownBy(() -> command("restore", backup, folder, "--room=other", "--as=new"))
                    .hasStackTraceContaining("The backup has no room \"other\"");
            assertThat(server.get("/api/scenes/room%20of%20old/state").body()).contains("\"sequence\":2");
        }
        assertThat(output).contains("Restored the room \"room\" as \"room of old\": entries=1");
    }

    @Test
    @DisplayName(
            "[U112] [U117] a damaged page: its room cannot be opened and says so, others can; no backup is made of it; an older"
                    + " one is brought back and what was there is kept")
    void survivesADamagedFile(CapturedOutput output) throws Exception {
        Path folder = temporary.resolve("data");
        Path backup = temporary.resolve("backup");
        String state;
        try (TestServer server = TestServer.start(folder);
                TestClient hurt = TestClient.join(server, "hurt");
                TestClient sound = TestClient.join(server, "sound")) {
            for (int i = 0; i < 40; i++) {
                String value = "page " + i + " of hurt".repeat(100);
                hurt.edit(doc -> doc.map("m").set("k", AnyValue.of(value)));
            }
            hurt.untilAcknowledged();
            state = hurt.read(StateHash::of);
            sound.edit(doc -> doc.map("m").set("k", AnyValue.of("sound")));
            sound.untilAcknowledged();
            command("backup", backup.toString(), folder);
        }
        damage(folder.resolve("diorama.db"), "page 20 of hurt");
        try (TestServer server = TestServer.start(folder)) {
            TestClient refused = TestClient.open(server.socket("hurt"), dev.diorama.scene.crdt.YDoc.of(5));
            assertThat(refused.awaitClosed()).isEqualTo(new TestClient.Closed(1013, "the room cannot be loaded now"));
            assertThat(server.get("/api/scenes/hurt/state").statusCode()).isEqualTo(503);
            try (TestClient sound = TestClient.join(server, "sound")) {
                sound.edit(doc -> doc.map("m").set("more", AnyValue.of(1)));
                sound.untilAcknowledged();
            }
            assertThat(output).contains("A room cannot be loaded: room=hurt").contains("SQLITE_CORRUPT");
            assertThatThrownBy(
                            () -> command("backup", temporary.resolve("second").toString(), folder))
                    .hasStackTraceContaining("The backup cannot be made");
            assertThat(temporary.resolve("second")).doesNotExist();
            assertThatThrownBy(() -> command("restore", backup.toString(), folder, "--replace"))
                    .hasStackTraceContaining("is in use by another Diorama server");
        }
        assertThatThrownBy(() -> command("restore", backup.toString(), folder))
                .hasStackTraceContaining("There is a log already");
        command("restore", backup.toString(), folder, "--replace");
        assertThat(output).contains("What was there is in " + folder.resolve("replaced-"));
        try (TestServer server = TestServer.start(folder);
                TestClient hurt = TestClient.join(server, "hurt")) {
            assertThat(hurt.read(StateHash::of)).isEqualTo(state);
        }
    }

    @Test
    @DisplayName("[U117] what is no backup, what is there already and what is no command is said, with what to do")
    void saysWhatIsWrong(CapturedOutput output) {
        Path folder = temporary.resolve("data");
        TestServer.start(folder).close();
        String backup = temporary.resolve("backup").toString();
        command("backup", backup, folder);
        assertThatThrownBy(() -> command("backup", backup, folder)).isInstanceOf(Exception.class);
        assertThat(output).contains("The backup's folder is there already").contains("Action:");
        assertThatThrownBy(() -> command("backup", backup + "2", temporary.resolve("none")))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("There is nothing to back up");
        assertThatThrownBy(() -> command("restore", folder.resolve("none").toString(), temporary.resolve("other")))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("That is no backup");
        assertThatThrownBy(() -> CollabServerApplication.main(new String[] {"bakcup"}))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("There is no command \"bakcup\".").contains("collab-server.jar backup FOLDER");
    }

    @Test
    @DisplayName("[U33] [U117] a log of a newer version is refused, with what to do")
    void refusesANewerLog(CapturedOutput output) throws Exception {
        Path folder = temporary.resolve("data");
        TestServer.start(folder).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("diorama.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("insert into schema_history select 999, '999', 'future', 'SQL', 'V999__future.sql', 1,"
                    + " installed_by, installed_on, 1, 1 from schema_history limit 1");
        }
        assertThatThrownBy(() -> TestServer.start(folder)).isInstanceOf(Exception.class);
        assertThat(output)
                .contains("its tables are of a newer version of Diorama")
                .contains("Start the newer version of Diorama that wrote it");
    }

    private static void command(String name, String backup, Path folder, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = name;
        arguments[1] = backup;
        arguments[2] = "--diorama.data-dir=" + folder;
        System.arraycopy(more, 0, arguments, 3, more.length);
        CollabServerApplication.main(arguments);
    }

    /** Overwrites the page of a file that holds some text. */
    private static void damage(Path file, String text) throws Exception {
        int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at / 4096 * 4096L);
            open.write("damaged ".repeat(512).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String get(ServerProcess server, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.http(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
