package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.ContentRestore;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YArray;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.crdt.YText;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An earlier state as a new step. */
class SceneRestoreTest {
    private static final NodeId X = new NodeId("x");
    private static final NodeId Y = new NodeId("y");

    private boolean formatting;

    /** A person whose updates are the log. */
    private static final class Author {
        final YDoc doc;
        final SceneDoc scene;
        final SceneUndo undo;
        final List<byte[]> log = new ArrayList<>();

        Author(int clientId) {
            doc = YDoc.of(clientId);
            scene = SceneDoc.of(doc);
            undo = SceneUndo.of(scene);
            doc.onUpdate((update, origin, local) -> log.add(update));
        }

        String hash() {
            return StateHash.of(doc);
        }

        YDoc past(int entries) throws DecodeException {
            YDoc past = YDoc.of(7);
            for (byte[] update : log.subList(0, entries)) {
                past.applyUpdate(update, null);
            }
            return past;
        }

        void add(NodeId id) throws InvalidEditException {
            undo.apply(
                    new SceneEdit.AddNode(
                            id, NodeId.ROOT, NodeKind.MESH, Primitive.BOX, id.value(), Transform.IDENTITY),
                    null);
        }

        void move(NodeId id, float x) throws InvalidEditException {
            undo.apply(new SceneEdit.SetTransform(id, Transform.at(x, 0, 0)), null);
        }
    }

    private static YDoc copy(YDoc doc) throws DecodeException {
        YDoc copy = YDoc.of(8);
        copy.applyUpdate(doc.encodeStateAsUpdate(), null);
        return copy;
    }

    @Test
    @DisplayName("[S99] [S100] a restore is one update that writes only what differs, and one step")
    void writesOnlyWhatDiffers() throws Exception {
        Author a = new Author(1);
        a.add(X);
        a.add(Y);
        int then = a.log.size();
        String hashThen = a.hash();
        a.move(X, 3);
        a.undo.apply(new SceneEdit.DeleteNodes(List.of(Y)), null);
        String hashNow = a.hash();
        List<List<SceneEvent>> told = new ArrayList<>();
        a.scene.observe((events, transaction) -> told.add(events));
        int before = a.log.size();

        assertThat(a.undo.restore(a.past(then))).isTrue();

        assertThat(a.hash()).isEqualTo(hashThen);
        assertThat(a.log).hasSize(before + 1);
        assertThat(a.log.getLast()).hasSizeLessThan(160);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).hasSize(2);
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.hash()).isEqualTo(hashNow);
        assertThat(a.undo.redo()).isTrue();
        assertThat(a.hash()).isEqualTo(hashThen);
        assertThat(a.undo.restore(a.past(then))).isFalse();
        assertThat(a.log).hasSize(before + 3);
        assertThat(a.undo.canUndo()).isTrue();
    }

    @Test
    @DisplayName("[S101] whoever edits at the same time keeps what the restore does not touch")
    void mergesWithOthers() throws Exception {
        Author a = new Author(1);
        Author b = new Author(2);
        a.add(X);
        a.add(Y);
        YDoc past = a.past(a.log.size());
        a.move(X, 3);
        b.doc.applyUpdate(a.doc.encodeStateAsUpdate(), "net");
        b.undo.apply(new SceneEdit.SetName(Y, "Bo's"), null);
        b.add(new NodeId("z"));

        assertThat(a.undo.restore(past)).isTrue();
        a.doc.applyUpdate(b.doc.encodeStateAsUpdate(), "net");
        b.doc.applyUpdate(a.doc.encodeStateAsUpdate(), "net");

        assertThat(a.hash()).isEqualTo(b.hash());
        assertThat(a.scene.node(X).transform()).isEqualTo(Transform.IDENTITY);
        assertThat(a.scene.node(Y).name()).isEqualTo("Bo's");
        assertThat(a.scene.contains(new NodeId("z"))).isTrue();
        a.undo.undo();
        assertThat(a.scene.node(X).transform().px()).isEqualTo(3);
        assertThat(a.scene.node(Y).name()).isEqualTo("Bo's");
    }

    @Test
    @DisplayName("[S102] a scene of a newer version is not restored")
    void newerVersions() throws Exception {
        Author a = new Author(1);
        a.add(X);
        YDoc past = a.past(1);
        a.doc.map("meta").set("schema", AnyValue.of(2));
        String hash = a.hash();
        assertThatThrownBy(() -> a.undo.restore(past)).isInstanceOf(InvalidEditException.class);
        assertThat(a.hash()).isEqualTo(hash);
    }

    @Test
    @DisplayName(
            "[S99] [S100] [S103] whatever a document holds: equal to the past after a restore, to what it was after undo")
    void randomContent() throws Exception {
        for (long seed = 1; seed <= 200; seed++) {
            randomSession(seed);
        }
    }

    @Test
    @DisplayName("[S103] formatted text, too; its undo is that of Yjs")
    void randomFormattedContent() throws Exception {
        formatting = true;
        for (long seed = 1; seed <= 100; seed++) {
            randomSession(seed);
        }
    }

    private void randomSession(long seed) throws Exception {
        Random random = new Random(seed);
        Author a = new Author(1);
        Author b = new Author(2);
        a.doc.onUpdate((update, origin, local) -> deliver(update, local, b.doc));
        b.doc.onUpdate((update, origin, local) -> deliver(update, local, a.doc));
        for (int step = 0; step < 60; step++) {
            scribble(random.nextBoolean() ? a.doc : b.doc, random);
        }
        for (int round = 0; round < 4; round++) {
            int at = random.nextInt(a.log.size() + 1);
            restore(a, a.past(at), "seed=" + seed + " round=" + round + " at=" + at);
            for (int step = 0; step < 10; step++) {
                scribble(random.nextBoolean() ? a.doc : b.doc, random);
            }
            assertThat(b.hash()).isEqualTo(a.hash());
        }
    }

    private void restore(Author a, YDoc past, String what) throws Exception {
        String hashThen = StateHash.of(past);
        String hashNow = a.hash();
        YDoc peer = copy(a.doc);
        int entries = a.log.size();
        boolean changed = a.undo.restore(past);
        assertThat(a.hash()).as(what).isEqualTo(hashThen);
        assertThat(StateHash.of(past)).as(what).isEqualTo(hashThen);
        assertThat(changed).as(what).isEqualTo(!hashThen.equals(hashNow));
        assertThat(a.log).as(what).hasSize(entries + (changed ? 1 : 0));
        if (!changed) {
            return;
        }
        peer.applyUpdate(a.log.getLast(), null);
        assertThat(StateHash.of(peer)).as(what).isEqualTo(hashThen);
        assertThat(a.undo.restore(past)).as(what).isFalse();
        a.undo.undo();
        if (!formatting) {
            assertThat(a.hash()).as(what + " undone").isEqualTo(hashNow);
        }
        a.undo.redo();
        if (!formatting) {
            assertThat(a.hash()).as(what + " redone").isEqualTo(hashThen);
        }
    }

    private static void deliver(byte[] update, boolean local, YDoc to) {
        if (local) {
            try {
                to.applyUpdate(update, "net");
            } catch (DecodeException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Changes something somewhere. */
    private void scribble(YDoc doc, Random random) {
        YMap nodes = doc.map("nodes");
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                String id = "n" + random.nextInt(4);
                YMap node = nodes.map(id);
                if (node == null) {
                    node = nodes.setMap(id);
                    node.set("@", AnyValue.of(1));
                }
                scribble(node, random, 0);
            }
            case 2 -> nodes.remove("n" + random.nextInt(4));
            case 3 -> scribble(doc.map("meta"), random, 2);
            case 4 -> scribble(doc.array("list"), random, 0);
            case 5 -> scribble(doc.text("text"), random);
            case 6 -> scribble(doc.map("materials"), random, 0);
            default -> scribble(doc.map("comments"), random, 0);
        }
    }

    private void scribble(YMap map, Random random, int depth) {
        String key = "k" + random.nextInt(4);
        SharedType nested = map.shared(key);
        if (nested != null && random.nextInt(4) > 0) {
            scribbleAny(nested, random, depth + 1);
            return;
        }
        switch (random.nextInt(depth > 2 ? 4 : 7)) {
            case 0 -> map.remove(key);
            case 1 -> map.set(key, AnyValue.of(random.nextInt(3)));
            case 2 -> map.set(key, new AnyValue.Bytes(new byte[] {(byte) random.nextInt(2)}));
            case 3 -> map.set(key, AnyValue.list(AnyValue.of(random.nextFloat(), 2)));
            case 4 -> scribble(map.setMap(key), random, depth + 1);
            case 5 -> scribble(map.setArray(key), random, depth + 1);
            default -> scribble(map.setText(key), random);
        }
    }

    private void scribbleAny(SharedType type, Random random, int depth) {
        switch (type) {
            case YMap map -> scribble(map, random, depth);
            case YArray array -> scribble(array, random, depth);
            case YText text -> scribble(text, random);
            default -> {}
        }
    }

    private void scribble(YArray array, Random random, int depth) {
        int at = random.nextInt(array.size() + 1);
        SharedType nested = array.shared(at);
        if (nested != null && random.nextBoolean()) {
            scribbleAny(nested, random, depth + 1);
            return;
        }
        switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0, 1 -> array.insert(at, List.of(AnyValue.of(random.nextInt(3)), AnyValue.of("s")));
            case 2 -> array.insert(at, List.of(new AnyValue.Bytes(new byte[] {1})));
            case 3 -> array.delete(at, Math.min(array.size() - at, random.nextInt(4)));
            case 4 -> scribble(array.insertMap(at), random, depth + 1);
            default -> scribble(array.insertText(at), random);
        }
    }

    private void scribble(YText text, Random random) {
        int at = boundary(text, random.nextInt(text.length() + 1));
        int end = boundary(text, Math.min(text.length(), at + random.nextInt(6)));
        Map<String, AnyValue> bold = Map.of(
                random.nextBoolean() ? "b" : "i", random.nextInt(3) == 0 ? AnyValue.Null.INSTANCE : AnyValue.of(true));
        switch (random.nextInt(formatting ? 7 : 5)) {
            case 0, 1, 2 -> text.insert(at, random.nextBoolean() ? "word" : "\ud83d\ude00!");
            case 3 -> text.delete(at, end - at);
            case 4 -> text.insertEmbed(at, AnyValue.of("e" + random.nextInt(2)), Map.of());
            case 5 -> text.insert(at, "bold", bold);
            default -> text.format(at, end - at, bold);
        }
    }

    /** Not in the middle of a pair. */
    private int boundary(YText text, int at) {
        int position = 0;
        for (var chunk : text.delta()) {
            if (chunk instanceof dev.diorama.scene.crdt.Chunk.Text run) {
                int in = at - position;
                if (in > 0
                        && in < run.text().length()
                        && Character.isLowSurrogate(run.text().charAt(in))) {
                    return at - 1;
                }
                position += run.text().length();
            } else {
                position++;
            }
        }
        return at;
    }

    @Test
    @DisplayName("[S103] types may nest as deep as a peer likes")
    void deepNesting() throws Exception {
        Author a = new Author(1);
        a.doc.transact(null, () -> {
            YArray inner = a.doc.array("deep");
            for (int depth = 0; depth < 20_000; depth++) {
                inner = inner.insertArray(0);
            }
        });
        YDoc past = copy(a.doc);
        String then = a.hash();
        a.doc.array("deep").delete(0, 1);
        String now = a.hash();
        assertThat(a.undo.restore(past)).isTrue();
        assertThat(a.hash()).isEqualTo(then);
        a.undo.undo();
        assertThat(a.hash()).isEqualTo(now);
    }

    @Test
    @DisplayName("[S103] the document of a newer program, with roots that nobody here knows, from the wire alone")
    void unknownRoots() throws Exception {
        YDoc other = YDoc.of(5);
        List<byte[]> log = new ArrayList<>();
        other.onUpdate((update, origin, local) -> log.add(update));
        other.map("future").setArray("list").insert(0, List.of(AnyValue.of(1), AnyValue.of(2)));
        other.text("prose").insert(0, "hello");
        int then = log.size();
        other.text("prose").delete(0, 3);
        YArray list = other.map("future").array("list");
        assertThat(list).isNotNull();
        other.map("future").set("list", AnyValue.of("gone"));
        other.array("later").insert(0, List.of(AnyValue.of(true)));
        YDoc live = YDoc.of(6);
        YDoc past = YDoc.of(7);
        for (int i = 0; i < log.size(); i++) {
            live.applyUpdate(log.get(i), null);
            if (i < then) {
                past.applyUpdate(log.get(i), null);
            }
        }
        SceneUndo undo = SceneUndo.of(SceneDoc.of(live));
        String now = StateHash.of(live);

        assertThat(undo.restore(past)).isTrue();
        assertThat(StateHash.of(live)).isEqualTo(StateHash.of(past));
        assertThat(undo.undo()).isTrue();
        assertThat(StateHash.of(live)).isEqualTo(now);
        assertThat(ContentRestore.restore(copy(past), past, null)).isFalse();
    }
}
