package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.render.Strokes;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.RandomSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final Person ada = new Person(11, clock);
    private final Person bo = new Person(3_000_000_000L, clock);
    private int clocks = 1;

    private void join() {
        relay.join(ada);
        relay.join(bo);
        frames(20);
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            ada.frame();
            ada.gpu.settle();
            relay.deliver();
            bo.frame();
            bo.gpu.settle();
            relay.deliver();
        }
    }

    private static List<PeerCursor> cursors(Person person) {
        return person.core.view().cursors();
    }

    @Test
    @DisplayName(
            "[E143] the other sees where somebody points; it stands still while they turn the camera, and is gone with the pointer")
    void pointing() {
        join();
        ada.core.pointerMove(500, 600, 0, 0);
        frames(60);
        assertThat(cursors(ada)).isEmpty();
        PeerCursor seen = cursors(bo).getFirst();
        assertThat(seen.clientId()).isEqualTo(11);
        assertThat(seen.x()).isCloseTo(500, within(3f));
        assertThat(seen.y()).as("the name is at the end of the arrow").isBetween(550f, 590f);

        ada.core.pointerDown(500, 600, 0, 0);
        ada.core.pointerMove(700, 620, 1, 0);
        frames(60);
        assertThat(cursors(bo).getFirst()).as("Ada orbits").isEqualTo(seen);
        ada.core.pointerUp(700, 620, 0, 0);

        bo.topics = 0;
        ada.core.pointerMove(-1, -1, 0, 0);
        frames(10);
        assertThat(cursors(bo)).isEmpty();
        assertThat(bo.topics & Topic.CURSORS).isNotZero();

        ada.core.pointerMove(520, 600, 0, 0);
        frames(60);
        assertThat(cursors(bo)).hasSize(1);
        bo.core.view().setQuiet(true);
        assertThat(cursors(bo)).isEmpty();
        bo.core.view().setQuiet(false);
        assertThat(cursors(bo)).hasSize(1);
        relay.drop(ada);
        frames(1);
        assertThat(cursors(bo)).isEmpty();
    }

    @Test
    @DisplayName("[E143] nothing is asked or told while nobody else is there, and at most twenty-five times a second")
    void toldWhenSomebodyIsThere() {
        relay.join(ada);
        ada.frames(20);
        long calls = ada.gpu.calls();
        int told = relay.awarenessFrames;
        for (int i = 0; i < 60; i++) {
            ada.core.pointerMove(400 + i, 600, 0, 0);
            ada.frame();
        }
        assertThat(ada.gpu.calls()).isEqualTo(calls);
        assertThat(relay.awarenessFrames).isEqualTo(told);
        relay.join(bo);
        frames(20);
        told = relay.awarenessFrames;
        long began = clock.millis();
        for (int i = 0; i < 60; i++) {
            ada.core.pointerMove(400 + i, 600, 0, 0);
            frames(1);
        }
        assertThat(relay.awarenessFrames - told).isBetween(10, (int) ((clock.millis() - began) / 40) + 1);
        told = relay.awarenessFrames;
        frames(60);
        assertThat(relay.awarenessFrames).isLessThanOrEqualTo(told + 1);
    }

    @Test
    @DisplayName("[E144] a laser draws a trail that fades, for the others and for oneself")
    void laser() {
        RecordingGpuDevice his = new RecordingGpuDevice();
        RecordingGpuDevice hers = new RecordingGpuDevice();
        join();
        frames(60);
        bo.core.view().deviceReplaced(his);
        frames(2);
        ada.core.view().setLaser(true);
        for (int i = 0; i < 20; i++) {
            ada.core.pointerMove(400 + 10 * i, 600, 0, 0);
            frames(2);
        }
        int trail = strokes(his);
        assertThat(trail).isGreaterThan(10);
        ada.core.view().deviceReplaced(hers);
        ada.frames(1);
        assertThat(strokes(hers)).isGreaterThan(10);
        assertThat(cursors(bo)).hasSize(1);
        frames(120);
        assertThat(strokes(his)).as("the dot is left").isEqualTo(2);
        assertThat(strokes(hers)).isEqualTo(2);
        ada.core.view().setLaser(false);
        frames(10);
        his.reset();
        hers.reset();
        frames(120);
        assertThat(his.calls).isEmpty();
        assertThat(hers.calls).isEmpty();
    }

    @Test
    @DisplayName(
            "[E180] the trail of a laser is a curve of one colour without gaps and corners, thinner the older it is")
    void trailIsSmooth() {
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        Person one = new Person(12, clock);
        one.core.view().deviceReplaced(gpu);
        // So that a pixel is as large everywhere.
        one.core.view().setOrthographic(true);
        one.frames(3);
        for (int i = 0; i < 40; i++) {
            double turn = 0.3 * i;
            says(
                    one.core,
                    99,
                    "{\"user\":{\"name\":\"P\",\"color\":\"#4da3ff\"},\"pointer\":[" + 2 * Math.cos(turn) + ",0,"
                            + 2 * Math.sin(turn) + ",0,1,0,1]}");
            one.core.renderFrame(0.04f);
        }
        float[] v = floats(gpu);
        int trail = v.length / 12 - 2;
        assertThat(trail).isGreaterThan(60);
        for (int i = 0; i < trail; i++) {
            int at = 12 * i;
            assertThat(Arrays.copyOfRange(v, at + 8, at + 11))
                    .as("colour of %d", i)
                    .isEqualTo(Arrays.copyOfRange(v, 8, 11));
            assertThat(Float.floatToRawIntBits(v[at + 11])).isEqualTo(Strokes.EVEN);
            assertThat(v[at + 7]).as("%d is thinner at its older end", i).isLessThan(v[at + 3]);
            if (i > 0) {
                assertThat(Arrays.copyOfRange(v, at, at + 4))
                        .as("%d begins where the one before ends", i)
                        .isEqualTo(Arrays.copyOfRange(v, at - 8, at - 4));
                assertThat(turn(v, at)).as("%d turns, in degrees", i).isLessThan(12);
            }
        }
        assertThat(v[12 * trail - 5]).as("the end").isLessThan(0.1f * v[3]);
    }

    /** The angle between a stroke and the one before it, in degrees. */
    private static double turn(float[] v, int at) {
        double dot = 0;
        double one = 0;
        double other = 0;
        for (int i = 0; i < 3; i++) {
            double a = v[at - 8 + i] - v[at - 12 + i];
            double b = v[at + 4 + i] - v[at + i];
            dot += a * b;
            one += a * a;
            other += b * b;
        }
        return Math.toDegrees(Math.acos(Math.min(1, dot / Math.sqrt(one * other))));
    }

    /** How many strokes the last frame had that drew any. */
    private static int strokes(RecordingGpuDevice gpu) {
        return floats(gpu).length / 12;
    }

    private static float[] floats(RecordingGpuDevice gpu) {
        int[] words = gpu.writes.stream()
                .filter(write -> write.buffer().equals("strokes"))
                .toList()
                .getLast()
                .words();
        float[] values = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Float.intBitsToFloat(words[i]);
        }
        return values;
    }

    @Test
    @DisplayName("[E145] the camera of another is drawn where it is far from one's own, and not when it is followed")
    void cameras() {
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        join();
        bo.core.view().deviceReplaced(gpu);
        bo.frames(1);
        assertThat(gpu.calls).doesNotContain("writeBuffer strokes");
        ada.core.view().viewFrom(3, 0.5f);
        frames(90);
        assertThat(strokes(gpu)).isEqualTo(8);
        bo.core.view().follow(11);
        bo.frame();
        gpu.reset();
        frames(1);
        assertThat(gpu.calls).isNotEmpty().doesNotContain("writeBuffer strokes");
    }

    /** Somebody says something of themselves. */
    private void says(EditorCore to, long client, String json) {
        to.receive(SyncProtocol.encodeAwareness(new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(++clocks)
                .writeVarString(json)
                .toBytes()));
    }

    private void point(EditorCore to, int people, float x) {
        for (int client = 1; client <= people; client++) {
            says(
                    to,
                    1000 + client,
                    "{\"pointer\":[" + (x + client) + ",0,0,0,1,0,1],\"camera\":[" + x + ",0,0," + (20 + client)
                            + ",0.3,0.2]}");
        }
    }

    @Test
    @DisplayName("[E146] a frame with fifty people makes as many calls as with one; when nobody moves it makes none")
    void callsDoNotGrow() {
        int calls = 0;
        for (int people : new int[] {1, 2, 50}) {
            RecordingGpuDevice gpu = new RecordingGpuDevice();
            Person one = new Person(12, clock);
            one.core.view().deviceReplaced(gpu);
            one.frames(3);
            point(one.core, people, 0);
            one.frames(3);
            point(one.core, people, 3);
            one.frame();
            gpu.reset();
            one.frame();
            calls = calls == 0 ? gpu.count : calls;
            assertThat(gpu.count).as("%d people", people).isEqualTo(calls).isLessThanOrEqualTo(40);
            assertThat(gpu.calls).filteredOn("writeBuffer strokes"::equals).hasSize(1);
            one.frames(600);
            gpu.reset();
            one.topics = 0;
            clock.advance(-1600);
            one.frames(100);
            assertThat(gpu.calls).isEmpty();
            assertThat(one.topics).isZero();
        }
    }

    @Test
    @DisplayName("[E146] a frame with fifty moving people allocates nothing")
    void framesAllocateNothing() {
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        gpu.recording = false;
        EditorCore core = new EditorCore(new Silent(), gpu, 12, clock::millis, RandomSource.seeded(1));
        core.resize(640, 480);
        point(core, 50, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 12; round++) {
            point(core, 50, round % 2 == 0 ? 9000 : -9000);
            core.renderFrame(0.001f);
            long frames = gpu.draws;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                core.renderFrame(0.001f);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(gpu.draws).isGreaterThan((int) frames + 400);
        }
        assertThat(least).isZero();
    }

    @Test
    @DisplayName("[E47] [E143] pointers and cameras without sense are those of somebody who points at nothing")
    void senselessPointers() {
        for (String pointer : List.of(
                "7",
                "\"x\"",
                "{}",
                "[]",
                "[1,2,3,0,1,0]",
                "[1,2,3,0,1,0,0,0]",
                "[1,2,3,0,0,0,0]",
                "[1,2,3,9,9,9,0]",
                "[1,2,\"3\",0,1,0,0]",
                "[null,2,3,0,1,0,0]",
                "[1e300,2,3,0,1,0,0]",
                "[1e10,2,3,0,1,0,0]",
                "[1e8,2,3,0,1,0,1]")) {
            RecordingGpuDevice gpu = new RecordingGpuDevice();
            Person one = new Person(12, clock);
            one.core.view().deviceReplaced(gpu);
            one.frames(2);
            says(one.core, 99, "{\"pointer\":" + pointer + ",\"camera\":[0,0,0,1e8,0,0]}");
            one.frames(3);
            assertThat(cursors(one)).as(pointer).isEmpty();
            assertThat(gpu.calls).as(pointer).doesNotContain("writeBuffer strokes");
            says(one.core, 99, "{\"pointer\":[0,0,0,0,1,0,0]}");
            one.frames(3);
            assertThat(cursors(one)).as("after %s", pointer).hasSize(1);
        }
    }

    /** Hears nothing; what a test keeps of it is not the editor's doing. */
    private static final class Silent implements EditorHost {
        @Override
        public void send(byte[] message) {}

        @Override
        public void localUpdate(byte[] update, String about) {}

        @Override
        public void changed(int topics) {}
    }
}
