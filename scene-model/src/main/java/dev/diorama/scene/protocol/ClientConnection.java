package dev.diorama.scene.protocol;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.Subscription;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * The life of a connection, as y-websocket's provider lives it:
 *
 * 1. closed -> (socket opens) -> greeting: step 1 goes out, and the own presence;
 * 2. greeting -> (step 2 arrives) -> synced; the server's step 1 is answered whenever it comes;
 * 3. any -> (socket closes, or says nothing for 45 s) -> closed: the others' presence is forgotten, and a try is due after a delay that
 *    doubles from 100 ms to 2.5 s;
 * 4. any -> (auth denied) -> denied: no try is due until somebody opens a socket all the same.
 */
/**
 * The client's side of a connection to a y-websocket server, without any I/O: whoever owns the socket passes frames in and out.
 *
 * <p>Belongs to the thread of its document.
 */
public final class ClientConnection {

    /** A server that says nothing for so long is taken for gone; presence alone makes it speak every 15 s. */
    public static final long SILENCE_MILLIS = 45_000;

    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long LONGEST_DELAY_MILLIS = 2_500;

    private final YDoc doc;
    private final Awareness awareness;
    private final LongSupplier clockMillis;
    private final FrameOutput output;
    private final Subscription subscription;
    private State state = State.CLOSED;
    private long heardMillis;
    private int failures;

    /** Where a connection is in its life. */
    public enum State {
        CLOSED,
        GREETING,
        SYNCED,
        DENIED
    }

    /**
     * A closed connection that listens to its document from now on.
     *
     * @param awareness whoever owns it passes its changes on to {@link #awarenessChanged}
     */
    public ClientConnection(YDoc doc, Awareness awareness, LongSupplier clockMillis, FrameOutput output) {
        this.doc = doc;
        this.awareness = awareness;
        this.clockMillis = clockMillis;
        this.output = output;
        this.subscription = doc.onUpdate((update, origin, local) -> {
            if (origin != this && open()) {
                output.send(SyncProtocol.encodeUpdate(update));
            }
        });
    }

    public State state() {
        return state;
    }

    private boolean open() {
        return state == State.GREETING || state == State.SYNCED;
    }

    /** The socket is open: greets. */
    public void opened() {
        state = State.GREETING;
        heardMillis = clockMillis.getAsLong();
        output.send(SyncProtocol.encodeStep1(doc.stateVector()));
        if (awareness.state(awareness.clientId()) != null) {
            output.send(SyncProtocol.encodeAwareness(awareness.encode(List.of(awareness.clientId()))));
        }
    }

    /** The socket is closed. */
    public void closed() {
        if (open()) {
            awareness.forget(new ArrayList<>(awareness.states().keySet()), this);
        }
        if (state != State.DENIED) {
            state = State.CLOSED;
            failures++;
        }
    }

    /** How long to wait before the next try to open a socket; -1 if access was denied. */
    public long retryDelayMillis() {
        return state == State.DENIED
                ? -1
                : Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(failures, 10));
    }

    /**
     * Takes a frame of the server.
     *
     * @throws DecodeException if it, or the update in it, is malformed; nothing has changed then
     */
    public void receive(byte[] frame) throws DecodeException {
        if (!open()) {
            return;
        }
        Message message = SyncProtocol.decode(frame);
        heardMillis = clockMillis.getAsLong();
        switch (message) {
            case Message.SyncStep1 step1 ->
                output.send(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(step1.stateVector())));
            case Message.SyncStep2 step2 -> {
                doc.applyUpdate(step2.update(), this);
                state = State.SYNCED;
                failures = 0;
            }
            case Message.SyncUpdate update -> doc.applyUpdate(update.update(), this, DecodeLimits.UPDATE);
            case Message.AwarenessMessage presence -> {
                AwarenessChange ignored = awareness.apply(presence.update(), this);
            }
            case Message.QueryAwareness ignored ->
                output.send(SyncProtocol.encodeAwareness(
                        awareness.encode(awareness.states().keySet())));
            case Message.AuthDenied denied -> {
                closed();
                state = State.DENIED;
                output.close(denied.reason());
            }
            case Message.Unknown ignored -> {}
        }
    }

    /** Sends what changed in the presence, unless it came over this connection. */
    public void awarenessChanged(AwarenessChange change, @Nullable Object origin) {
        if (origin != this && open()) {
            output.send(SyncProtocol.encodeAwareness(awareness.encode(change.clients())));
        }
    }

    /** To be called every few seconds: hangs up when the server has been silent for too long. */
    public void tick() {
        if (open() && clockMillis.getAsLong() - heardMillis >= SILENCE_MILLIS) {
            closed();
            output.close("the server was silent");
        }
    }

    /** Listens to the document no more; the socket is the owner's to close. */
    public void dispose() {
        closed();
        subscription.cancel();
    }
}
