package dev.diorama.engine.editor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.schema.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One editor with its host, as a page would hold it. */
final class Person implements EditorHost {
    static final int WIDTH = 1200;
    static final int HEIGHT = 800;

    final long clientId;
    final Clock clock;
    final NullGpu gpu = new NullGpu();
    final EditorCore core;
    final List<byte[]> stored = new ArrayList<>();
    /** What was said of each of them. */
    final List<String> told = new ArrayList<>();

    @Nullable FakeRelay relay;

    final List<byte[]> frames = new ArrayList<>();
    int sent;
    int changedCalls;
    int topics;

    Person(long clientId, Clock clock) {
        this.clientId = clientId;
        this.clock = clock;
        core = new EditorCore(this, gpu.device(), clientId, clock::millis, RandomSource.seeded(clientId));
        core.resize(WIDTH, HEIGHT);
        frame();
    }

    @Override
    public void send(byte[] message) {
        sent++;
        frames.add(message);
        if (relay != null) {
            relay.take(this, message);
        }
    }

    @Override
    public void localUpdate(byte[] update, String about) {
        stored.add(update);
        told.add(about);
    }

    @Override
    public void changed(int newTopics) {
        assertThat(newTopics).isNotZero();
        changedCalls++;
        topics |= newTopics;
    }

    /** A sixtieth of a second passes and a frame is drawn. */
    void frame() {
        clock.advance(16);
        core.renderFrame(0.016f);
    }

    void frames(int count) {
        for (int i = 0; i < count; i++) {
            frame();
        }
    }

    /** Puts the pointer on an arrow of the gizmo and presses. */
    ScreenPoint grab(int axis) {
        ScreenPoint at = requireNonNull(core.gizmoHandle(axis), "no gizmo");
        core.pointerMove(at.x(), at.y(), 0, 0);
        frame();
        core.pointerDown(at.x(), at.y(), 0, 0);
        return at;
    }

    /** A click, with what the renderer will find there. */
    void click(float x, float y, int modifiers, int objectId) {
        core.pointerDown(x, y, 0, modifiers);
        gpu.settle();
        gpu.answers.add(Arrays.copyOf(new byte[] {(byte) objectId}, 16));
        core.pointerMove(x + 2, y - 2, 1, modifiers);
        frame();
        core.pointerUp(x + 2, y - 2, 0, modifiers);
        gpu.settle();
    }

    NodeInfo node(String id) {
        return requireNonNull(core.node(id), id);
    }

    /** Where a node is drawn. */
    ScreenPoint seen(String id) {
        return requireNonNull(core.screenPosition(id), id);
    }

    List<String> rowNames() {
        return core.treeRows(0, Integer.MAX_VALUE).stream().map(TreeRow::name).toList();
    }

    /** A clock that tests move. */
    static final class Clock {
        private long millis = 1_000_000;

        long millis() {
            return millis;
        }

        void advance(long by) {
            millis += by;
        }
    }
}
