package dev.diorama.engine.editor;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.StateHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A room in memory that behaves as the server does: echoes to the author, relays to the others, in order. */
final class FakeRelay {
    private static final long NOBODY = 4_000_000_000L;

    private final YDoc doc = YDoc.of(NOBODY);
    private final Awareness awareness = Awareness.of(NOBODY, () -> 0);
    private final List<Person> people = new ArrayList<>();
    private final ArrayDeque<Letter> letters = new ArrayDeque<>();

    /** Awareness frames that came in. */
    int awarenessFrames;

    /** Updates are taken in but not answered while this is set: a commit that takes its time. */
    boolean holdCommits;

    private final List<Runnable> commits = new ArrayList<>();

    String stateHash() {
        return StateHash.of(doc);
    }

    void join(Person person) {
        people.add(person);
        person.relay = this;
        person.core.connectionOpened();
        post(person, SyncProtocol.encodeStep1(doc.stateVector()));
        if (!awareness.states().isEmpty()) {
            post(
                    person,
                    SyncProtocol.encodeAwareness(
                            awareness.encode(awareness.states().keySet())));
        }
        deliver();
    }

    /** The connection breaks; what is under way to and from this person is lost. */
    void drop(Person person) {
        people.remove(person);
        person.relay = null;
        letters.removeIf(letter -> letter.person == person);
        byte[] before = awareness.encode(List.of(person.clientId));
        if (before.length > 1) {
            awareness.removeStates(List.of(person.clientId), "gone");
            byte[] gone = SyncProtocol.encodeAwareness(awareness.encode(List.of(person.clientId)));
            people.forEach(other -> post(other, gone));
        }
        person.core.connectionClosed();
        deliver();
    }

    void take(Person from, byte[] frame) {
        letters.add(new Letter(from, false, frame));
    }

    private void post(Person to, byte[] frame) {
        letters.add(new Letter(to, true, frame));
    }

    /** Lets every message arrive. */
    void deliver() {
        while (!letters.isEmpty()) {
            Letter letter = letters.remove();
            if (letter.fromServer) {
                letter.person.core.receive(letter.frame);
            } else {
                serve(letter.person, letter.frame);
            }
        }
    }

    void commit() {
        holdCommits = false;
        List<Runnable> due = new ArrayList<>(commits);
        commits.clear();
        due.forEach(Runnable::run);
        deliver();
    }

    private void serve(Person from, byte[] frame) {
        try {
            switch (SyncProtocol.decode(frame)) {
                case Message.SyncStep1 step1 ->
                    post(from, SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(step1.stateVector())));
                case Message.SyncStep2 step2 -> update(from, step2.update());
                case Message.SyncUpdate update -> update(from, update.update());
                case Message.AwarenessMessage message -> {
                    awarenessFrames++;
                    awareness.apply(message.update(), from);
                    people.stream().filter(p -> p != from).forEach(p -> post(p, frame));
                }
                default -> {}
            }
        } catch (DecodeException e) {
            throw new AssertionError("an editor sent what the server cannot read", e);
        }
    }

    private void update(Person from, byte[] update) throws DecodeException {
        doc.applyUpdate(update, from);
        if (Arrays.equals(update, new byte[2])) {
            return;
        }
        Runnable answer = () -> people.forEach(p -> post(p, SyncProtocol.encodeUpdate(update)));
        if (holdCommits) {
            commits.add(answer);
        } else {
            answer.run();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Letter(Person person, boolean fromServer, byte[] frame) {}
}
