package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.gizmo.TransformGizmo;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TwoEditorsTest {
    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final Person ada = new Person(11, clock);
    private final Person bo = new Person(3_000_000_000L, clock);

    @BeforeEach
    void join() {
        relay.join(ada);
        relay.join(bo);
        ada.core.setUser("Ada", "#f0506e");
        bo.core.setUser("Bo", "#3d8bff");
        relay.deliver();
    }

    @Test
    @DisplayName("[E50] what one adds the other sees, and all hashes are equal")
    void addingArrives() {
        String id = ada.core.addPrimitive("sphere");
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 1));
        relay.deliver();
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 0));
        assertThat(bo.rowNames()).containsExactly("Sphere");
        assertThat(bo.node(id).primitive()).isEqualTo("sphere");
        assertSame();
    }

    @Test
    @DisplayName("[E181] the camera says at once where it turns to, while it is drawn on its way there")
    void cameraSaysItsGoal() {
        frames(2);
        float before = ada.core.view().camera().yaw();
        ada.core.view().viewFrom(before + 1, 9);
        assertThat(ada.core.view().camera().yaw()).isEqualTo(before);
        assertThat(ada.core.view().camera().goalYaw()).isCloseTo(before + 1, within(1e-5f));
        // Nobody looks from beyond straight above.
        assertThat(ada.core.view().camera().goalPitch()).isCloseTo((float) Math.PI / 2, within(1e-5f));
        frames(300);
        assertThat(ada.core.view().camera().yaw()).isCloseTo(before + 1, within(0.001f));
    }

    @Test
    @DisplayName("[E141] who follows sees what the other sees, until they move or the other leaves")
    void following() {
        frames(2);
        bo.core.view().follow(11);
        assertThat(bo.core.view().followed()).isEqualTo(11);
        ada.core.view().viewFrom(1, 0.5f);
        ada.core.wheel(100, 100, -300, 0);
        frames(300);
        assertThat(bo.core.view().camera().yaw()).isCloseTo(1, within(0.001f));
        assertThat(bo.core.view().camera().distance())
                .isCloseTo(ada.core.view().camera().distance(), within(0.001f));
        assertThat(bo.core.view().camera().target().x())
                .isCloseTo(ada.core.view().camera().target().x(), within(0.001f));

        bo.core.wheel(100, 100, 300, 0);
        frames(1);
        assertThat(bo.core.view().followed()).isZero();
        ada.core.view().viewFrom(2, 0.5f);
        frames(300);
        assertThat(bo.core.view().camera().yaw()).isCloseTo(1, within(0.001f));

        bo.core.view().follow(11);
        relay.drop(ada);
        bo.core.connectionClosed();
        bo.frame();
        assertThat(bo.core.view().followed()).isZero();
        bo.core.view().follow(99);
        assertThat(bo.core.view().followed()).isZero();
    }

    @Test
    @DisplayName("[E142] who wants quiet does not see what the others have selected")
    void quiet() {
        String id = ada.core.addPrimitive("box");
        relay.deliver();
        frames(1);
        assertThat(bo.core.treeRows(0, 1).getFirst().peerColors()).hasSize(1);
        bo.core.view().setQuiet(true);
        frames(1);
        assertThat(bo.core.treeRows(0, 1).getFirst().peerColors()).isEmpty();
        assertThat(bo.core.peers()).hasSize(2);
        bo.core.view().setQuiet(false);
        frames(1);
        assertThat(bo.core.treeRows(0, 1).getFirst().peerColors()).hasSize(1);
        assertThat(bo.node(id)).isNotNull();
    }

    @Test
    @DisplayName("[E37] a drag is shown to the other while it lasts and written once, on release")
    void dragIsPreviewedAndCommittedOnce() {
        String id = ada.core.addPrimitive("sphere");
        relay.deliver();
        frames(2);
        NodeInfo before = bo.node(id);
        ScreenPoint seenBefore = bo.seen(id);
        String hashBefore = ada.core.stateHash();
        int storedBefore = ada.stored.size();

        ScreenPoint at = ada.grab(0);
        for (int step = 1; step <= 20; step++) {
            ada.core.pointerMove(at.x() + 4 * step, at.y() + 2 * step, 1, 0);
            frames(1);
        }
        frames(30);
        assertThat(ada.core.stateHash()).isEqualTo(hashBefore);
        assertThat(bo.node(id)).isEqualTo(before);
        ScreenPoint adaSees = ada.seen(id);
        ScreenPoint boSees = bo.seen(id);
        assertThat(boSees.x()).isCloseTo(adaSees.x(), within(1f)).isGreaterThan(seenBefore.x() + 20);
        assertThat(boSees.y()).isCloseTo(adaSees.y(), within(1f));

        ada.core.pointerUp(at.x() + 80, at.y() + 40, 0, 0);
        relay.deliver();
        assertThat(ada.stored).hasSize(storedBefore + 1);
        NodeInfo after = bo.node(id);
        assertThat(after.px()).isGreaterThan(before.px() + 0.2f);
        assertThat(after.py()).isEqualTo(before.py());
        assertThat(after.pz()).isEqualTo(before.pz());
        assertSame();
        frames(60);
        assertThat(bo.seen(id).x()).isCloseTo(ada.seen(id).x(), within(0.5f));
        assertThat(ada.core.syncInfo().pending()).isZero();
    }

    @Test
    @DisplayName("[E29] the other sees what is turned and scaled while it lasts, without a jump when it is written")
    void turningIsPreviewed() {
        for (Tool tool : new Tool[] {Tool.ROTATE, Tool.SCALE}) {
            String group = ada.core.addGroup();
            String arm = ada.core.addPrimitive("box");
            ada.core.edits().move(List.of(arm), group, 0, false);
            ada.core.setPosition(arm, 1.5f, 0, 0);
            relay.deliver();
            ada.core.select(group, SelectMode.REPLACE);
            ada.core.view().setTool(tool);
            frames(2);
            ScreenPoint before = bo.seen(arm);
            ScreenPoint at = ada.grab(tool == Tool.ROTATE ? 1 : TransformGizmo.HUB);
            ada.core.pointerMove(at.x() + 60, at.y() + 15, 1, 0);
            frames(60);
            ScreenPoint shown = bo.seen(arm);
            assertThat(Math.abs(shown.x() - before.x()) + Math.abs(shown.y() - before.y()))
                    .isGreaterThan(10);
            assertThat(shown.x()).isCloseTo(ada.seen(arm).x(), within(0.5f));
            relay.holdCommits = true;
            ada.core.pointerUp(at.x() + 60, at.y() + 15, 0, 0);
            for (int frame = 0; frame < 60; frame++) {
                if (frame == 20) {
                    relay.commit();
                }
                frames(1);
                assertThat(bo.seen(arm).x()).isCloseTo(shown.x(), within(1f));
                assertThat(bo.seen(arm).y()).isCloseTo(shown.y(), within(1f));
            }
            relay.holdCommits = false;
            relay.deliver();
            assertSame();
        }
    }

    @Test
    @DisplayName("[E46] when the edit of a drag arrives nothing jumps, and then the display is the document")
    void commitDoesNotJump() {
        String id = ada.core.addPrimitive("box");
        relay.deliver();
        frames(2);
        ScreenPoint at = ada.grab(0);
        ada.core.pointerMove(at.x() + 90, at.y() + 45, 1, 0);
        frames(60);
        relay.holdCommits = true;
        ada.core.pointerUp(at.x() + 90, at.y() + 45, 0, 0);
        float last = bo.seen(id).x();
        for (int frame = 0; frame < 90; frame++) {
            if (frame == 30) {
                relay.commit();
            }
            frames(1);
            float now = bo.seen(id).x();
            assertThat(now).isCloseTo(last, within(1f));
            last = now;
        }
        assertThat(last).isCloseTo(ada.seen(id).x(), within(0.5f));
        assertSame();
    }

    @Test
    @DisplayName("[E37] an aborted drag leaves no trace")
    void cancelledDrag() {
        String id = ada.core.addPrimitive("cone");
        relay.deliver();
        frames(2);
        ScreenPoint seen = bo.seen(id);
        int stored = ada.stored.size();
        ScreenPoint at = ada.grab(1);
        ada.core.pointerMove(at.x(), at.y() - 90, 1, 0);
        frames(10);
        assertThat(bo.seen(id).y()).isLessThan(seen.y() - 20);
        ada.core.pointerCancel();
        frames(60);
        ada.core.pointerUp(at.x(), at.y() - 90, 0, 0);
        frames(2);
        assertThat(ada.stored).hasSize(stored);
        assertThat(bo.seen(id)).isEqualTo(seen);
        assertThat(ada.seen(id)).isEqualTo(seen);
        assertSame();
    }

    @Test
    @DisplayName("[E38] a drag sends at most thirty previews a second")
    void previewsAreThrottled() {
        ada.core.addPrimitive("sphere");
        relay.deliver();
        frames(2);
        ScreenPoint at = ada.grab(0);
        relay.awarenessFrames = 0;
        for (int i = 1; i <= 120; i++) {
            ada.core.pointerMove(at.x() + i, at.y(), 1, 0);
            frames(1);
        }
        assertThat(relay.awarenessFrames).isBetween(30, 62);
    }

    @Test
    @DisplayName("[E43] what is done offline is counted, kept, and arrives on return")
    void offlineEditsArrive() {
        String id = ada.core.addPrimitive("box");
        relay.deliver();
        relay.drop(ada);
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(false, false, 0));
        ada.core.rename(id, "Crate");
        ada.core.setPosition(id, 1, 2, 3);
        ada.core.addPrimitive("cone");
        assertThat(ada.core.syncInfo().pending()).isEqualTo(3);
        bo.core.rename(id, "Kiste");
        bo.core.setScale(id, 2, 2, 2);
        relay.deliver();

        relay.holdCommits = true;
        relay.join(ada);
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 3));
        relay.commit();
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 0));
        assertThat(bo.node(id).px()).isEqualTo(1);
        assertThat(ada.node(id).sx()).isEqualTo(2);
        assertSame();
    }

    @Test
    @DisplayName("[E43] an edit whose acknowledgement was lost with the connection is sent again")
    void lostAcknowledgement() {
        relay.holdCommits = true;
        ada.core.addPrimitive("box");
        relay.deliver();
        relay.drop(ada);
        assertThat(ada.core.syncInfo().pending()).isEqualTo(1);
        relay.commit();
        relay.join(ada);
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 0));
        assertSame();
    }

    @Test
    @DisplayName("[E42] what this person's store hands over late reaches the server, too")
    void storedUpdatesAreSent() {
        Person offline = new Person(77, clock);
        offline.core.addPrimitive("plane");
        ada.core.loadUpdate(offline.stored.getFirst());
        assertThat(ada.core.syncInfo().pending()).isEqualTo(1);
        relay.deliver();
        assertThat(ada.core.syncInfo().pending()).isZero();
        assertThat(bo.rowNames()).containsExactly("Plane");
        assertSame();
    }

    @Test
    @DisplayName("[E42] a deletion from the store counts until the server has acknowledged it")
    void storedDeletionsArePending() {
        ada.core.addPrimitive("box");
        relay.deliver();
        relay.drop(ada);
        ada.core.deleteSelection();
        byte[] deletion = ada.stored.getLast();
        assertThat(deletion[0]).as("an update without structs").isZero();

        Person reopened = new Person(78, clock);
        reopened.core.loadUpdate(deletion);
        assertThat(reopened.core.syncInfo().pending()).isEqualTo(1);
        relay.holdCommits = true;
        relay.join(reopened);
        assertThat(reopened.core.syncInfo().pending()).isEqualTo(1);
        relay.commit();
        assertThat(reopened.core.syncInfo()).isEqualTo(new SyncInfo(true, true, 0));
        assertThat(bo.rowNames()).isEmpty();
    }

    @Test
    @DisplayName("[E45] after a short break of one's own line the others are there at once")
    void presenceAfterABreak() {
        assertThat(ada.core.peers()).hasSize(2);
        relay.drop(ada);
        assertThat(ada.core.peers()).hasSize(1);
        relay.join(ada);
        assertThat(ada.core.peers()).hasSize(2);
    }

    @Test
    @DisplayName("[E45] people see each other, with names, colours and selections, until they leave")
    void presence() {
        String id = ada.core.addPrimitive("box");
        relay.deliver();
        frames(1);
        assertThat(bo.core.peers())
                .containsExactly(
                        new PeerInfo(3_000_000_000L, "Bo", "#3d8bff", true, List.of()),
                        new PeerInfo(11, "Ada", "#f0506e", false, List.of(id)));
        assertThat(bo.core.treeRows(0, 1).getFirst().peerColors()).containsExactly("#f0506e");
        assertThat(ada.core.treeRows(0, 1).getFirst().selected()).isTrue();
        relay.drop(ada);
        frames(1);
        assertThat(bo.core.peers()).hasSize(1);
        assertThat(bo.core.treeRows(0, 1).getFirst().peerColors()).isEmpty();
        assertThat(ada.core.peers()).hasSize(1);
        relay.join(ada);
        assertThat(bo.core.peers()).hasSize(2);
    }

    @Test
    @DisplayName("[E56] however much is selected and dragged, presence stays below 4,096 bytes")
    void presenceIsSmall() {
        for (int i = 0; i < 300; i++) {
            ada.core.select(ada.core.addPrimitive("box"), SelectMode.REPLACE);
        }
        ada.core.treeRows(0, 300).forEach(row -> ada.core.select(row.id(), SelectMode.ADD));
        ada.frame();
        ScreenPoint at = ada.grab(0);
        ada.core.pointerMove(at.x() + 50, at.y(), 1, 0);
        ada.frame();
        assertThat(ada.frames)
                .filteredOn(frame -> frame[0] == 1)
                .allMatch(frame -> frame.length < 4096)
                .anyMatch(frame -> frame.length > 3000);
        relay.deliver();
        assertThat(bo.core.peers().get(1).selection()).hasSizeGreaterThan(50);
    }

    @Test
    @DisplayName("[E45] presence is renewed after 15 s, and whoever is silent for 30 s is gone")
    void renewalAndExpiry() {
        relay.awarenessFrames = 0;
        for (int second = 0; second < 40; second++) {
            clock.advance(984);
            ada.frame();
            relay.deliver();
        }
        assertThat(relay.awarenessFrames).isEqualTo(2);
        bo.frame();
        assertThat(bo.core.peers()).hasSize(2);
        clock.advance(31_000);
        bo.core.keepAlive();
        assertThat(bo.core.peers()).hasSize(1);
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            ada.frame();
            relay.deliver();
            bo.frame();
            relay.deliver();
        }
    }

    private void assertSame() {
        relay.deliver();
        assertThat(ada.core.stateHash()).isEqualTo(bo.core.stateHash()).isEqualTo(relay.stateHash());
    }
}
