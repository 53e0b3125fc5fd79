package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents that edit at random over a network that delays, repeats and reorders. */
final class Peers {

    final List<YDoc> docs = new ArrayList<>();
    final List<byte[]> updates = new ArrayList<>();
    private final List<List<byte[]>> inboxes = new ArrayList<>();
    private final Random random;

    Peers(Random random, int count, boolean gc) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            long client = 0xF0000000L + random.nextInt(0xFFFFFF) * 16L + i;
            YDoc doc = gc ? YDoc.of(client) : YDoc.withoutGc(client);
            int self = i;
            inboxes.add(new ArrayList<>());
            doc.onUpdate((update, origin, local) -> {
                if (local) {
                    updates.add(update);
                    for (int other = 0; other < inboxes.size(); other++) {
                        if (other != self) {
                            inboxes.get(other).add(update);
                        }
                    }
                }
            });
            docs.add(doc);
        }
    }

    /** One random edit by somebody, or a delivery. */
    void step() throws DecodeException {
        int at = random.nextInt(docs.size());
        if (random.nextInt(3) == 0) {
            deliver(at, random.nextInt(6));
        } else if (random.nextInt(10) == 0) {
            docs.get(at).transact("group", () -> {
                edit(docs.get(at));
                edit(docs.get(at));
                edit(docs.get(at));
            });
        } else {
            edit(docs.get(at));
        }
    }

    private void deliver(int at, int count) throws DecodeException {
        List<byte[]> inbox = inboxes.get(at);
        for (int i = 0; i < count && !inbox.isEmpty(); i++) {
            byte[] update = inbox.remove(random.nextInt(inbox.size()));
            docs.get(at).applyUpdate(update, "network");
            if (random.nextInt(8) == 0) {
                inbox.add(update);
            }
        }
    }

    void deliverAll() throws DecodeException {
        for (int i = 0; i < docs.size(); i++) {
            while (!inboxes.get(i).isEmpty()) {
                deliver(i, 100);
            }
        }
    }

    private void edit(YDoc doc) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> map(doc).set("k" + random.nextInt(5), AnyValue.of(random.nextInt(1000)));
            case 3 -> map(doc).remove("k" + random.nextInt(5));
            case 4 -> map(doc).setMap("k" + random.nextInt(5));
            case 5 -> map(doc).setArray("k" + random.nextInt(5)).push(List.of(AnyValue.of(1), AnyValue.of("x")));
            case 6, 7 -> {
                YArray array = doc.array("array");
                array.insert(
                        random.nextInt(array.size() + 1), List.of(AnyValue.of(random.nextInt()), AnyValue.of(true)));
            }
            case 8 -> {
                YArray array = doc.array("array");
                if (array.size() > 0) {
                    int index = random.nextInt(array.size());
                    array.delete(index, 1 + random.nextInt(Math.min(4, array.size() - index)));
                }
            }
            case 9, 10 -> {
                YText text = doc.text("text");
                text.insert(random.nextInt(text.length() + 1), "abcdefgh".substring(random.nextInt(7)));
            }
            default -> {
                YText text = doc.text("text");
                if (text.length() > 0) {
                    int index = random.nextInt(text.length());
                    text.delete(index, 1 + random.nextInt(Math.min(5, text.length() - index)));
                }
            }
        }
    }

    private YMap map(YDoc doc) {
        YMap map = doc.map("map");
        for (int i = 0; i < 3 && random.nextInt(3) > 0; i++) {
            YMap nested = map.map("k" + random.nextInt(5));
            map = nested == null ? map : nested;
        }
        return map;
    }

    /** All that two documents of the same edits have in common. */
    static void assertSame(YDoc a, YDoc b, String context) {
        assertThat(dump(a)).as(context).isEqualTo(dump(b));
        assertThat(a.stateVector()).as(context).isEqualTo(b.stateVector());
        assertThat(a.encodeSnapshot()).as(context).isEqualTo(b.encodeSnapshot());
        assertThat(a.hasPending()).as(context).isFalse();
    }

    static String dump(YDoc doc) {
        StringBuilder out = new StringBuilder();
        for (String name : doc.rootNames().stream().sorted().toList()) {
            SharedType root = doc.root(name);
            if (root != null && !(root.entries().isEmpty() && root.chunks().isEmpty())) {
                out.append(name).append('=');
                dump(root, out);
            }
        }
        return out.toString();
    }

    private static void dump(SharedType type, StringBuilder out) {
        out.append('{');
        for (Map.Entry<String, Chunk> entry : type.entries().entrySet()) {
            out.append(entry.getKey()).append(':');
            dump(entry.getValue(), out);
        }
        for (Chunk chunk : type.chunks()) {
            dump(chunk, out);
        }
        out.append('}');
    }

    private static void dump(Chunk chunk, StringBuilder out) {
        if (chunk instanceof Chunk.Shared shared) {
            out.append(shared.type().kind());
            dump(shared.type(), out);
        } else {
            out.append(chunk).append(',');
        }
    }

    /** What must hold of every document after every transaction. */
    static void checkInvariants(YDoc doc) {
        for (ClientStructs client : doc.store().clients().values()) {
            int clock = 0;
            assertThat(client.touch).isNull();
            assertThat(client.queue).isNull();
            for (int i = 0; i < client.count(); i++) {
                Struct struct = client.get(i);
                assertThat(struct.clock).isEqualTo(clock);
                assertThat(struct.length).isPositive();
                assertThat(struct.client).isSameAs(client);
                clock = struct.end();
                if (struct instanceof Item item) {
                    assertThat(item.content.length()).isEqualTo(item.length);
                    assertThat(item.left == null || item.left.right == item).isTrue();
                    assertThat(item.right == null || item.right.left == item).isTrue();
                }
            }
        }
        for (String name : doc.rootNames()) {
            SharedType root = doc.root(name);
            int length = 0;
            for (Item item = root == null ? null : root.start; item != null; item = item.right) {
                length += item.visible() ? item.length : 0;
            }
            assertThat(root == null ? 0 : root.length).isEqualTo(length);
        }
    }
}
