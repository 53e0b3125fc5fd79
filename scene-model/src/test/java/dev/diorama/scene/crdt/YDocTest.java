package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class YDocTest {

    private final YDoc doc = YDoc.of(1);

    private static YDoc copyOf(YDoc doc) throws DecodeException {
        YDoc copy = YDoc.of(99);
        copy.applyUpdate(doc.encodeStateAsUpdate(), null);
        return copy;
    }

    @Test
    @DisplayName("[S12] an edit waits for what it builds on, and so does a deletion")
    void pendingEditsWait() throws DecodeException {
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> updates.add(update));
        doc.array("a").push(List.of(AnyValue.of(1)));
        doc.array("a").push(List.of(AnyValue.of(2)));
        doc.array("a").delete(0, 1);
        YDoc other = YDoc.of(2);
        other.applyUpdate(updates.get(2), null);
        other.applyUpdate(updates.get(1), null);
        assertThat(other.hasPending()).isTrue();
        assertThat(other.pendingStructs()).isEqualTo(1);
        assertThat(other.array("a").size()).isZero();
        YDoc third = copyOf(other);
        assertThat(third.pendingStructs()).isEqualTo(1);
        for (YDoc each : List.of(other, third)) {
            each.applyUpdate(updates.get(0), null);
            assertThat(each.hasPending()).isFalse();
            assertThat(each.array("a").any(0)).isEqualTo(AnyValue.of(2));
            assertThat(each.array("a").size()).isEqualTo(1);
            assertThat(each.encodeStateAsUpdate()).isEqualTo(doc.encodeStateAsUpdate());
        }
    }

    @Test
    @DisplayName(
            "[S17] nested transactions join the outer one; observers, deep observers, listeners, updates follow it in this order")
    void ordersTheEnd() {
        List<String> heard = new ArrayList<>();
        YMap map = doc.map("map");
        YMap inner = map.setMap("inner");
        map.observeDeep((events, transaction) -> events.forEach(event -> heard.add("deep " + event.path())));
        inner.observe(event -> heard.add("inner " + event.keys().keySet()));
        map.observe(event -> heard.add("map " + event.keys().keySet()));
        doc.onUpdate((update, origin, local) -> heard.add("update " + origin + " " + local));
        doc.onTransaction(transaction -> heard.add("transaction " + transaction.origin()));
        doc.transact("gesture", () -> {
            inner.set("a", AnyValue.of(1));
            doc.transact("ignored", () -> map.set("b", AnyValue.of(2)));
            inner.set("c", AnyValue.of(3));
            assertThat(heard).isEmpty();
        });
        assertThat(heard)
                .containsExactly(
                        "inner [a, c]",
                        "map [b]",
                        "deep []",
                        "deep [inner]",
                        "transaction gesture",
                        "update gesture true");
    }

    @Test
    @DisplayName("[S17] an observer that throws does not keep others from hearing, nor the document from being whole")
    void survivesObservers() {
        List<String> heard = new ArrayList<>();
        YMap map = doc.map("map");
        map.observe(event -> {
            throw new IllegalStateException("observer");
        });
        map.observeDeep((events, transaction) -> heard.add("deep"));
        doc.onUpdate((update, origin, local) -> heard.add("update"));
        assertThatThrownBy(() -> map.set("a", AnyValue.of(1))).hasMessage("observer");
        assertThat(heard).containsExactly("deep", "update");
        Peers.checkInvariants(doc);
    }

    @Test
    @DisplayName("[S17] an observer may edit; its transaction is finished after the one that it heard of")
    void observersMayEdit() throws DecodeException {
        YMap map = doc.map("map");
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> updates.add(update));
        map.observe(event -> {
            if (event.keys().containsKey("a")) {
                map.set("b", AnyValue.of(2));
            }
        });
        map.set("a", AnyValue.of(1));
        assertThat(updates).hasSize(2);
        YDoc other = YDoc.of(2);
        other.applyUpdate(updates.get(1), null);
        other.applyUpdate(updates.get(0), null);
        Peers.assertSame(doc, other, "");
        Peers.checkInvariants(doc);
    }

    @Test
    @DisplayName("[S18] events tell what keys held before, and the change of a list")
    void tellsOldValues() {
        YMap map = doc.map("map");
        map.set("changed", AnyValue.of("old"));
        map.set("removed", AnyValue.of(7));
        YMap nested = map.setMap("type");
        List<Map<String, KeyChange>> heard = new ArrayList<>();
        map.observe(event -> heard.add(event.keys()));
        doc.transact(null, () -> {
            map.set("changed", AnyValue.of("between"));
            map.set("changed", AnyValue.of("new"));
            map.remove("removed");
            map.set("type", AnyValue.of(1));
            map.set("added", AnyValue.of(true));
            map.set("brief", AnyValue.of(true));
            map.remove("brief");
        });
        assertThat(heard)
                .containsExactly(Map.of(
                        "changed", new KeyChange(KeyChange.Action.UPDATE, AnyValue.of("old"), null),
                        "removed", new KeyChange(KeyChange.Action.DELETE, AnyValue.of(7), null),
                        "type", new KeyChange(KeyChange.Action.UPDATE, null, nested),
                        "added", new KeyChange(KeyChange.Action.ADD, null, null)));
        assertThat(nested.deleted()).isTrue();
    }

    @Test
    @DisplayName("[S18] the delta of a list holds what was kept, inserted and removed, from left to right")
    void tellsDeltas() {
        YArray array = doc.array("a");
        array.push(List.of(AnyValue.of(0), AnyValue.of(1), AnyValue.of(2), AnyValue.of(3)));
        List<Delta> heard = new ArrayList<>();
        array.observe(event -> heard.addAll(event.delta()));
        doc.transact(null, () -> {
            array.insert(1, List.of(AnyValue.of("x")));
            array.delete(3, 1);
        });
        assertThat(heard)
                .containsExactly(
                        new Delta.Retain(1, Map.of()),
                        new Delta.Insert(new Chunk.Any(AnyValue.of("x"), Map.of())),
                        new Delta.Retain(1, Map.of()),
                        new Delta.Delete(1));
    }

    @Test
    @DisplayName("[S18] the delta of a text tells attributes that kept text got")
    void tellsFormatting() {
        YText text = doc.text("t");
        text.insert(0, "hello world");
        List<Delta> heard = new ArrayList<>();
        text.observe(event -> heard.addAll(event.delta()));
        text.format(6, 5, Map.of("bold", AnyValue.of(true)));
        assertThat(heard)
                .containsExactly(new Delta.Retain(6, Map.of()), new Delta.Retain(5, Map.of("bold", AnyValue.of(true))));
        assertThat(text.delta())
                .containsExactly(
                        new Chunk.Text("hello ", Map.of()), new Chunk.Text("world", Map.of("bold", AnyValue.of(true))));
    }

    @Test
    @DisplayName(
            "[S19] deleted content is dropped, with a deleted type everything below it; without collection it is kept")
    void collects() {
        for (YDoc each : List.of(YDoc.of(1), YDoc.withoutGc(1))) {
            YMap node = each.map("nodes").setMap("n");
            for (int i = 0; i < 50; i++) {
                node.set("k" + i, AnyValue.of("secret content"));
            }
            each.map("nodes").remove("n");
            int size = each.encodeStateAsUpdate().length;
            assertThat(size < 40)
                    .isEqualTo(each.ownClient().get(each.ownClient().count() - 1) instanceof Gc);
        }
    }

    @Test
    @DisplayName("[S20] when somebody else uses our client id we take another one")
    void changesClientId() throws DecodeException {
        YDoc mine = YDoc.of(1, () -> 77);
        doc.map("m").set("a", AnyValue.of(1));
        mine.applyUpdate(doc.encodeStateAsUpdate(), null);
        assertThat(mine.clientId()).isEqualTo(77);
        mine.map("m").set("b", AnyValue.of(2));
        assertThat(mine.stateVector().clock(77)).isEqualTo(1);
    }

    @Test
    @DisplayName("[S21] a root that came without a type takes the type that is asked for, once")
    void typesRoots() throws DecodeException {
        doc.map("m").set("a", AnyValue.of(1));
        doc.array("l").push(List.of(AnyValue.of(2)));
        YDoc copy = copyOf(doc);
        assertThat(copy.rootNames()).containsExactlyInAnyOrder("m", "l");
        assertThat(copy.root("m")).satisfies(root -> assertThat(root.kind()).isEqualTo(SharedType.Kind.UNTYPED));
        assertThat(Objects.requireNonNull(copy.root("m")).entries()).containsKey("a");
        assertThat(copy.map("m").any("a")).isEqualTo(AnyValue.of(1));
        assertThat(copy.array("l").any(0)).isEqualTo(AnyValue.of(2));
        copy.map("m").set("b", AnyValue.of(3));
        doc.applyUpdate(copy.encodeStateAsUpdate(doc.stateVector()), null);
        Peers.assertSame(doc, copy, "");
        assertThatThrownBy(() -> copy.array("m")).isInstanceOf(IllegalStateException.class);
        assertThat(copy.root("none")).isNull();
    }

    @Test
    @DisplayName("[S22] a transaction that changes nothing emits nothing")
    void emitsOnlyChanges() throws DecodeException {
        doc.map("m").set("a", AnyValue.of(1));
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> updates.add(update));
        doc.transact(null, () -> doc.map("m").remove("none"));
        doc.applyUpdate(doc.encodeStateAsUpdate(), null);
        assertThat(updates).isEmpty();
        Subscription second = doc.onUpdate((update, origin, local) -> updates.add(update));
        second.cancel();
        doc.map("m").set("a", AnyValue.of(2));
        assertThat(updates).hasSize(1);
    }

    @Test
    @DisplayName("[S23] content of every kind, also of kinds that are only passed on, is encoded again to the byte")
    void keepsForeignContent() throws DecodeException {
        // Made with yjs 13.6.33: a sub-document, an XML hook, a formatted embed, content of the old JSON kind.
        String[] updates = {
            "01010700290101730164026731760302676379086175746f4c6f616478046d657461760101617d0100",
            "010107002701017301680504686f6f6b00",
            "010307000601017404626f6c640474727565850700177b226b79223a312c226e223a5b312e352c6e756c6c5d7d"
                    + "86070104626f6c64046e756c6c00",
            "010107000201016103013109756e646566696e65640f7b2261223a5b312e352c2278225d7d00"
        };
        for (String hex : updates) {
            byte[] update = HexFormat.of().parseHex(hex);
            YDoc copy = YDoc.of(1);
            copy.applyUpdate(update, null);
            assertThat(copy.hasPending()).isFalse();
            assertThat(copy.encodeStateAsUpdate()).isEqualTo(update);
        }
    }
}
