package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Some people who edit one scene at the same time over a network that reorders what they send; repeatable by its seed. */
final class SceneSession {

    /** One of them. */
    static final class Peer {
        final YDoc doc;
        final SceneDoc scene;
        final SceneMirror mirror;
        final SceneUndo undo;
        final List<byte[]> inbox = new ArrayList<>();

        Peer(long clientId) {
            doc = YDoc.of(clientId);
            scene = SceneDoc.of(doc);
            mirror = new SceneMirror(scene);
            undo = SceneUndo.of(scene);
        }
    }

    final Random random;
    final List<Peer> peers = new ArrayList<>();
    private int nextId;

    SceneSession(long seed) {
        random = new Random(seed);
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Peer peer = new Peer(1000 + random.nextInt(1 << 30) * 2L + i % 2);
            peers.add(peer);
            peer.doc.onUpdate((update, origin, local) -> {
                if (local) {
                    for (Peer other : peers) {
                        if (other != peer) {
                            other.inbox.add(update);
                        }
                    }
                }
            });
        }
    }

    Peer anyPeer() {
        return peers.get(random.nextInt(peers.size()));
    }

    /** A node of a peer's view, Recovered included; ROOT now and then, and if there is none. */
    NodeId anyNode(Peer peer) {
        List<NodeId> ids = new ArrayList<>(List.of(NodeId.ROOT));
        for (int i = 0; i < ids.size(); i++) {
            ids.addAll(peer.scene.children(ids.get(i)));
        }
        return ids.get(random.nextInt(ids.size()));
    }

    void deliverOne(Peer to) throws DecodeException {
        if (!to.inbox.isEmpty()) {
            int at = random.nextInt(3) == 0 ? random.nextInt(to.inbox.size()) : 0;
            to.scene.applyUpdate(to.inbox.remove(at), "net");
        }
    }

    void step() throws DecodeException {
        Peer peer = anyPeer();
        if (random.nextInt(2) == 0) {
            deliverOne(peer);
            return;
        }
        int what = random.nextInt(12);
        if (what == 0) {
            peer.undo.undo();
            return;
        }
        if (what == 1) {
            peer.undo.redo();
            return;
        }
        try {
            peer.undo.apply(anyEdit(peer), random.nextInt(3));
        } catch (InvalidEditException refused) {
            assertThat(refused.reason()).isIn(InvalidEditException.Reason.CYCLE, InvalidEditException.Reason.BAD_VALUE);
        }
    }

    SceneEdit anyEdit(Peer peer) {
        NodeId node = anyNode(peer);
        if (node.equals(NodeId.ROOT)) {
            return new SceneEdit.AddNode(
                    newId(), anyNode(peer), NodeKind.GROUP, null, "Group", Transform.at(random.nextFloat(), 0, 0));
        }
        return switch (random.nextInt(20)) {
            case 13 ->
                new SceneEdit.MoveNodes(List.of(node, anyOther(peer, node)), anyNode(peer), random.nextInt(4), true);
            case 14 -> new SceneEdit.Group(List.of(node, anyOther(peer, node)), newId(), "Group");
            case 15 -> new SceneEdit.Ungroup(List.of(node));
            case 16 -> new SceneEdit.SetFlag(List.of(node), SceneNode.HIDDEN, random.nextBoolean());
            case 17 -> paste(peer, node);
            case 18 -> entryEdit(peer, node);
            case 19 -> commentEdit(peer, node);
            case 0, 1 ->
                new SceneEdit.AddNode(
                        newId(), anyNode(peer), NodeKind.MESH, Primitive.SPHERE, "Ball", Transform.IDENTITY);
            case 2, 3, 4, 5, 6 -> new SceneEdit.MoveNode(node, anyNode(peer), random.nextInt(6));
            case 7 -> {
                NodeId parent = peer.scene.parent(node);
                yield new SceneEdit.MoveNode(node, parent == null ? NodeId.ROOT : parent, random.nextInt(4));
            }
            case 8 -> new SceneEdit.SetName(node, "Name " + random.nextInt(10));
            case 9 ->
                new SceneEdit.SetTransform(
                        node, peer.scene.node(node).transform().withPosition(random.nextFloat(), 1, 2));
            case 10 ->
                random.nextInt(3) == 0
                        ? new SceneEdit.DeleteNodes(List.of(node))
                        : new SceneEdit.SetFlags(node, random.nextInt(4));
            case 11 -> {
                List<NodeId> ids = new ArrayList<>();
                for (int i = Math.min(8, peer.scene.subtree(node).size()); i > 0; i--) {
                    ids.add(newId());
                }
                yield new SceneEdit.Duplicate(node, ids);
            }
            default -> new SceneEdit.SetBackground(random.nextFloat(), 0, 1);
        };
    }

    /** A node of a peer's view, never ROOT. */
    private NodeId anyOther(Peer peer, NodeId orElse) {
        NodeId other = anyNode(peer);
        return other.equals(NodeId.ROOT) ? orElse : other;
    }

    /** Copies a node and pastes it somewhere, through the clipboard's text. */
    private SceneEdit paste(Peer peer, NodeId node) {
        try {
            Fragment fragment = Clipboard.parse(Clipboard.copy(peer.scene, List.of(node)));
            List<NodeId> ids = new ArrayList<>();
            for (int i = 0; i < fragment.size(); i++) {
                ids.add(newId());
            }
            return new SceneEdit.Insert(fragment, anyNode(peer), random.nextInt(4), ids, true, false);
        } catch (InvalidEditException | ClipboardException e) {
            throw new AssertionError(e);
        }
    }

    private SceneEdit entryEdit(Peer peer, NodeId node) {
        String id = "m" + random.nextInt(4);
        Material material = Material.DEFAULT.withSurface(random.nextInt(5) / 4f, random.nextInt(5) / 4f);
        if (!peer.scene.entries().contains(EntryKind.MATERIAL, id)) {
            return new MaterialEdit.AddMaterial(id, material);
        }
        return switch (random.nextInt(4)) {
            case 0 -> new MaterialEdit.ChangeMaterial(id, material);
            case 1 -> new MaterialEdit.DeleteMaterial(id);
            case 2 ->
                new MaterialEdit.SetEnvironment(new Environment(null, random.nextInt(3), 0, random.nextBoolean()));
            default ->
                peer.scene.node(node).kind() == NodeKind.MESH
                        ? new MaterialEdit.AssignMaterial(List.of(node), id)
                        : new MaterialEdit.ChangeMaterial(id, material.withName("Name " + random.nextInt(5)));
        };
    }

    private SceneEdit commentEdit(Peer peer, NodeId node) {
        String id = "c" + random.nextInt(3);
        if (!peer.scene.entries().contains(EntryKind.COMMENT, id)) {
            return new CommentEdit.AddComment(id, node, 1, 2, 3, "Ada", 5, "A comment");
        }
        return switch (random.nextInt(4)) {
            case 0 -> new CommentEdit.ChangeComment(id, "A comment, changed " + random.nextInt(9) + " times");
            case 1 -> new CommentEdit.ResolveComment(id, random.nextBoolean());
            case 2 -> new CommentEdit.DeleteComment(id);
            default -> new CommentEdit.AddReply(id, newId().value(), "Bo", 6, "A reply");
        };
    }

    private NodeId newId() {
        return new NodeId("n" + nextId++);
    }

    /** Delivers everything, then checks that everybody sees the same, and that it is what the rules say. */
    void settle() throws DecodeException {
        for (Peer peer : peers) {
            while (!peer.inbox.isEmpty()) {
                deliverOne(peer);
            }
            assertThat(peer.doc.hasPending()).isFalse();
        }
        Map<String, List<String>> tree = ReferenceTree.childrenOf(peers.getFirst().scene);
        String hash = StateHash.of(peers.getFirst().doc);
        for (Peer peer : peers) {
            peer.mirror.check();
            assertThat(ReferenceTree.childrenOf(peer.scene)).isEqualTo(tree);
            assertThat(ReferenceTree.of(peer.doc).children).isEqualTo(tree);
            assertThat(tree.values().stream().mapToInt(List::size).sum()).isEqualTo(peer.scene.size());
            assertThat(StateHash.of(peer.doc)).isEqualTo(hash);
        }
        YDoc fresh = YDoc.of(5);
        fresh.applyUpdate(peers.getLast().doc.encodeStateAsUpdate(), null);
        assertThat(ReferenceTree.childrenOf(SceneDoc.of(fresh))).isEqualTo(tree);
        assertThat(StateHash.of(fresh)).isEqualTo(hash);
    }
}
