package dev.diorama.scene.protocol;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Presence: a small JSON state per client that nobody stores. Behaves as {@code Awareness} of y-protocols.
 *
 * <p>Each state has a clock; a state is accepted if its clock is newer, or if it is a removal at the same clock. Nobody but this client
 * removes this client's own state: if somebody does, it is announced again with a higher clock.
 */
public final class Awareness {

    /** A state that was not renewed for so long is dropped. */
    public static final long OUTDATED_MILLIS = 30_000;

    private static final long RENEW_MILLIS = OUTDATED_MILLIS / 2;

    private final long clientId;
    private final LongSupplier clockMillis;
    private final Map<Long, String> states = new LinkedHashMap<>();
    private final Map<Long, Meta> metas = new LinkedHashMap<>();
    private @Nullable BiConsumer<AwarenessChange, @Nullable Object> listener;

    private Awareness(long clientId, LongSupplier clockMillis) {
        this.clientId = clientId;
        this.clockMillis = clockMillis;
    }

    /**
     * Nobody's presence yet.
     *
     * @param clientId whose own state this holds; a server that has none passes an id that nobody uses
     */
    public static Awareness of(long clientId, LongSupplier clockMillis) {
        return new Awareness(clientId, clockMillis);
    }

    public long clientId() {
        return clientId;
    }

    /** States as JSON text by client, in the order of their arrival. */
    public Map<Long, String> states() {
        return Collections.unmodifiableMap(states);
    }

    public @Nullable String state(long client) {
        return states.get(client);
    }

    /** The clock of the last state of a client that was accepted; -1 if there was none. */
    public long clock(long client) {
        Meta meta = metas.get(client);
        return meta == null ? -1 : meta.clock;
    }

    /** Hears of every change, with the origin that was given; one listener. Own changes have the origin "local". */
    public void onChange(BiConsumer<AwarenessChange, @Nullable Object> newListener) {
        listener = newListener;
    }

    /**
     * Sets this client's own state.
     *
     * @param json null to leave
     */
    public void setLocalState(@Nullable String json) {
        Meta meta = metas.get(clientId);
        String before = states.get(clientId);
        if (json == null) {
            states.remove(clientId);
        } else {
            states.put(clientId, json);
        }
        // Nobody accepts a first state at clock 0; in the npm package the empty state of a new Awareness has it.
        metas.put(clientId, new Meta(meta == null ? 1 : meta.clock + 1, clockMillis.getAsLong()));
        Changes changes = new Changes();
        if (json == null) {
            changes.removed.add(clientId);
        } else if (before == null) {
            changes.added.add(clientId);
        } else if (before.equals(json)) {
            changes.renewed.add(clientId);
        } else {
            changes.updated.add(clientId);
        }
        tell(changes.freeze(), "local");
    }

    /** States of these clients for the wire; clients that were never heard of are left out. */
    public byte[] encode(Collection<Long> clients) {
        List<Long> known = new ArrayList<>();
        for (Long client : clients) {
            if (metas.containsKey(client)) {
                known.add(client);
            }
        }
        Lib0Writer writer = new Lib0Writer();
        writer.writeVarUint(known.size());
        for (Long client : known) {
            Meta meta = metas.get(client);
            String state = states.get(client);
            writer.writeVarUint(client).writeVarUint(meta == null ? 0 : meta.clock);
            writer.writeVarString(state == null ? "null" : state);
        }
        return writer.toBytes();
    }

    /**
     * Takes over what another client said.
     *
     * @throws DecodeException if the bytes are malformed; nothing was taken over
     */
    public AwarenessChange apply(byte[] update, @Nullable Object origin) throws DecodeException {
        List<Entry> entries = decode(update);
        Changes changes = new Changes();
        for (Entry entry : entries) {
            apply(entry, changes);
        }
        AwarenessChange change = changes.freeze();
        tell(change, origin);
        return change;
    }

    /** The entries of an awareness update, checked as a whole. */
    public static List<Entry> decode(byte[] update) throws DecodeException {
        Lib0Reader reader = new Lib0Reader(update);
        int count = reader.readCount(3);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long client = reader.readVarUint();
            long clock = reader.readVarUint();
            AnyValue state = Json.parse(reader.readVarString());
            entries.add(new Entry(client, clock, state instanceof AnyValue.Null ? null : Json.print(state)));
        }
        if (reader.hasMore()) {
            throw reader.failure("bytes after the awareness update: count=" + reader.remaining());
        }
        return entries;
    }

    private void apply(Entry entry, Changes changes) {
        long client = entry.client;
        long clock = entry.clock;
        Meta meta = metas.get(client);
        String before = states.get(client);
        long current = meta == null ? 0 : meta.clock;
        String state = entry.state;
        if (current > clock || (current == clock && (state != null || before == null))) {
            return;
        }
        if (state != null) {
            states.put(client, state);
        } else if (client == clientId && before != null) {
            clock++;
        } else {
            states.remove(client);
        }
        metas.put(client, new Meta(clock, clockMillis.getAsLong()));
        if (state == null) {
            if (meta != null) {
                changes.removed.add(client);
            }
        } else if (meta == null) {
            changes.added.add(client);
        } else if (state.equals(before)) {
            changes.renewed.add(client);
        } else {
            changes.updated.add(client);
        }
    }

    /** Drops the states of clients, as when their connection closed. */
    public void removeStates(Collection<Long> clients, @Nullable Object origin) {
        Changes changes = new Changes();
        for (Long client : clients) {
            if (states.remove(client) == null) {
                continue;
            }
            Meta meta = metas.get(client);
            if (client == clientId && meta != null) {
                metas.put(client, new Meta(meta.clock + 1, clockMillis.getAsLong()));
            }
            changes.removed.add(client);
        }
        tell(changes.freeze(), origin);
    }

    /**
     * Drops the states of others with their clocks, as when the own connection closed: whoever is there afterwards is told anew, with the
     * clock that was known before.
     */
    public void forget(Collection<Long> clients, @Nullable Object origin) {
        List<Long> others = new ArrayList<>(clients);
        others.remove(Long.valueOf(clientId));
        removeStates(others, origin);
        metas.keySet().removeAll(others);
    }

    /** Renews the own state when it is 15 s old and drops others after 30 s; to be called every few seconds. */
    public void tick() {
        long now = clockMillis.getAsLong();
        Meta own = metas.get(clientId);
        String ownState = states.get(clientId);
        if (own != null && ownState != null && now - own.updatedMillis >= RENEW_MILLIS) {
            setLocalState(ownState);
        }
        List<Long> outdated = new ArrayList<>();
        for (Map.Entry<Long, Meta> entry : metas.entrySet()) {
            boolean other = entry.getKey() != clientId;
            if (other
                    && now - entry.getValue().updatedMillis >= OUTDATED_MILLIS
                    && states.containsKey(entry.getKey())) {
                outdated.add(entry.getKey());
            }
        }
        removeStates(outdated, "timeout");
    }

    private void tell(AwarenessChange change, @Nullable Object origin) {
        boolean heard = !change.isEmpty() || !change.renewed().isEmpty();
        if (heard && listener != null) {
            listener.accept(change, origin);
        }
    }

    /**
     * What one client said of one client.
     *
     * @param state JSON text as {@code JSON.stringify} prints it; null for a removal
     */
    public record Entry(long client, long clock, @Nullable String state) {}

    private record Meta(long clock, long updatedMillis) {}

    private static final class Changes {

        final List<Long> added = new ArrayList<>();
        final List<Long> updated = new ArrayList<>();
        final List<Long> renewed = new ArrayList<>();
        final List<Long> removed = new ArrayList<>();

        AwarenessChange freeze() {
            return new AwarenessChange(added, updated, renewed, removed);
        }
    }
}
