package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YArray;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SceneConvergenceTest {

    private static void sessions(int from, int to, int steps) throws Exception {
        int recovered = 0;
        for (int seed = from; seed < to; seed++) {
            try {
                SceneSession session = new SceneSession(seed);
                for (int i = 0; i < steps; i++) {
                    session.step();
                }
                session.settle();
                recovered += session.peers.getFirst().scene.contains(NodeId.RECOVERED) ? 1 : 0;
            } catch (Throwable failure) {
                throw new AssertionError("session of seed " + seed, failure);
            }
        }
        System.out.println("scene sessions: seeds " + from + " to " + (to - 1) + ", with Recovered " + recovered);
    }

    @Test
    @DisplayName(
            "[S57] [S54] [S70] [S72] [S74] [S75] [S76] [S95] peers who edit and undo at once, with updates out of order, see one acyclic"
                    + " tree, and a mirror fed by events alone sees it after every transaction")
    void converge() throws Exception {
        sessions(1, 301, 120);
    }

    @Test
    @Tag("long")
    @DisplayName("[S57] 10000 such sessions")
    void convergeAtLength() throws Exception {
        sessions(1000, 11_000, 120);
    }

    @Test
    @DisplayName(
            "[S50] [S51] [S62] [S64] [S76] [S77] [S104] garbage that plain clients write never throws, shows finite values and"
                    + " gives the same tree to everybody")
    void garbage() throws Exception {
        for (int seed = 1; seed <= 200; seed++) {
            try {
                SceneSession session = new SceneSession(seed);
                Garbage garbage = new Garbage(session.random);
                for (int i = 0; i < 80; i++) {
                    SceneSession.Peer peer = session.anyPeer();
                    if (session.random.nextInt(3) == 0) {
                        session.step();
                    } else {
                        garbage.write(peer.doc);
                    }
                    readEverything(peer.scene);
                }
                session.settle();
                session.peers.forEach(peer -> readEverything(peer.scene));
            } catch (Throwable failure) {
                throw new AssertionError("garbage of seed " + seed, failure);
            }
        }
    }

    private static void readEverything(SceneDoc scene) {
        assertThat(scene.sceneName()).isNotEmpty();
        assertThat(scene.background().r()).isBetween(0f, 1f);
        assertThat(scene.environment().intensity()).isBetween(0f, 1e6f);
        for (String id : scene.entries().ids(EntryKind.MATERIAL)) {
            assertThat(scene.entries().material(id).roughness()).isBetween(0f, 1f);
        }
        for (String id : scene.entries().ids(EntryKind.ASSET)) {
            assertThat(scene.entries().asset(id)).isNotNull();
        }
        for (String id : scene.entries().ids(EntryKind.COMMENT)) {
            assertThat(scene.entries().comment(id)).isNotNull();
        }
        for (Map.Entry<String, List<String>> entry :
                ReferenceTree.childrenOf(scene).entrySet()) {
            for (String child : entry.getValue()) {
                SceneNode node = scene.node(new NodeId(child));
                assertThat(node.name()).isNotEmpty().hasSizeLessThanOrEqualTo(256);
                assertThat(node.flags()).isNotNegative();
                assertThat(node.light().intensity()).isBetween(0f, 1e9f);
                assertThat(node.camera().near()).isLessThan(node.camera().far());
                assertThat(scene.effectiveFlags(node.id()) & node.flags()).isEqualTo(node.flags());
                assertThat(node.parameter("radius")).isBetween(0f, 1e9f);
                Transform t = node.transform();
                for (float f : new float[] {t.px(), t.py(), t.pz(), t.sx(), t.sy(), t.sz()}) {
                    assertThat(Math.abs(f)).isLessThanOrEqualTo(1e9f);
                }
                float length = t.rx() * t.rx() + t.ry() * t.ry() + t.rz() * t.rz() + t.rw() * t.rw();
                assertThat(length).isBetween(0.999f, 1.001f);
            }
        }
    }

    /** Writes what no editor would. */
    private static final class Garbage {
        private static final List<String> KEYS = List.of(
                "@",
                "@n0",
                "@n1",
                "@n2",
                "@!recovered",
                "@nobody",
                "o",
                "k",
                "n",
                "p",
                "r",
                "s",
                "v",
                "g",
                "g.radius",
                "c:light",
                "c:camera",
                "",
                "\uD83D",
                "m");
        private static final List<String> META =
                List.of("name", "background", "schemas", "env.asset", "env.intensity", "env.rotation", "env.shown");
        private static final List<String> ENTRY_KEYS = List.of(
                "n",
                "color",
                "metallic",
                "roughness",
                "alpha",
                "t.normal",
                "name",
                "type",
                "bytes",
                "node",
                "anchor",
                "author",
                "created",
                "resolved",
                "body",
                "replies",
                "@",
                "",
                "\uD83D");
        private static final List<String> IDS =
                List.of("n0", "n1", "n2", "n3", "n4", "n5", "", "!recovered", "\uD83D\uDE00");

        private final Random random;

        Garbage(Random random) {
            this.random = random;
        }

        void write(YDoc doc) {
            YMap nodes = doc.map("nodes");
            String id = IDS.get(random.nextInt(IDS.size()));
            switch (random.nextInt(16)) {
                case 0 -> nodes.set(id, value(0));
                case 1 -> nodes.setArray(id);
                case 2 -> nodes.setText(id).insert(0, "text");
                case 3 -> nodes.setMap(id);
                case 4 -> nodes.remove(id);
                case 5 -> doc.map("meta").set(META.get(random.nextInt(META.size())), value(0));
                case 6, 7 -> writeEntry(doc);
                default -> {
                    YMap map = nodes.map(id);
                    if (map == null) {
                        map = nodes.setMap(id);
                    }
                    String key = KEYS.get(random.nextInt(KEYS.size()));
                    switch (random.nextInt(8)) {
                        case 0 -> map.setMap(key).set("p", value(0));
                        case 1 -> {
                            YArray array = map.setArray(key);
                            array.insert(0, List.of(value(0)));
                        }
                        case 2 -> map.remove(key);
                        default -> map.set(key, value(0));
                    }
                }
            }
        }

        private void writeEntry(YDoc doc) {
            YMap root = doc.map(List.of("materials", "assets", "comments").get(random.nextInt(3)));
            String id = List.of("m0", "m1", "c0", "c1", "", "0123456789abcdef".repeat(4))
                    .get(random.nextInt(6));
            YMap map = root.map(id);
            if (map == null || random.nextInt(9) == 0) {
                if (random.nextInt(3) == 0) {
                    root.set(id, value(0));
                    return;
                }
                map = root.setMap(id);
            }
            String key = ENTRY_KEYS.get(random.nextInt(ENTRY_KEYS.size()));
            switch (random.nextInt(7)) {
                case 0 -> map.setText(key).insert(0, "text");
                case 1 -> map.setArray(key).insert(0, List.of(value(0), value(0)));
                case 2 -> map.setArray(key).insertMap(0).set("body", value(0));
                case 3 -> map.setMap(key).set(key, value(0));
                case 4 -> map.remove(key);
                default -> map.set(key, value(0));
            }
        }

        private AnyValue value(int depth) {
            return switch (random.nextInt(depth > 2 ? 14 : 17)) {
                case 0 -> AnyValue.of(Double.NaN);
                case 1 -> AnyValue.of(Double.POSITIVE_INFINITY);
                case 2 -> AnyValue.of(-1e300);
                case 3 -> AnyValue.of(-0.0);
                case 4 -> AnyValue.of(1e-320);
                case 5 -> AnyValue.of(0x1p48);
                case 6 -> AnyValue.of(0x1p53);
                case 7 -> AnyValue.of(random.nextInt(5));
                case 8 -> new AnyValue.BigInt(random.nextLong());
                case 9 -> AnyValue.Undefined.INSTANCE;
                case 10 -> AnyValue.Null.INSTANCE;
                case 11 ->
                    AnyValue.of(List.of("", "mesh", "group", "box", "~~", "a0", "a1", "\u00e9", "toString")
                            .get(random.nextInt(9)));
                case 12 -> AnyValue.of("x".repeat(1000));
                case 13 -> new AnyValue.Bytes(new byte[] {1, 2});
                case 14 -> AnyValue.list(value(depth + 1), value(depth + 1), value(depth + 1));
                case 15 -> AnyValue.obj(Map.of("x", value(depth + 1)));
                default -> AnyValue.list(value(depth + 1), value(depth + 1), value(depth + 1), value(depth + 1));
            };
        }
    }
}
