package dev.diorama.server.relay;

import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.cluster.Fanout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a room's sockets, and the other servers, who appeared, changed and left, many people in one message. Belongs to the room's thread.
 */
/*
 * What is new is told at once if the last telling is a while ago, else when it is: the more sockets, the longer the while, because every
 * telling is a write to each of them. Meanwhile only the newest state of everybody counts. A socket that has not taken the last message yet
 * is passed over and told later, once, how all those are whom it missed; so nothing piles up, and no state is ever lost.
 */
final class PresenceFanout {
    private static final long SHORTEST_MILLIS = 25;
    private static final long LONGEST_MILLIS = 100;
    private static final int SOCKETS_PER_MILLI = 10;

    /** The entry of a client that left so long ago that nothing is known of it. */
    private static final byte[] FORGOTTEN = {};

    private final Collection<Session> sessions;
    private final Function<Long, byte[]> states;
    private final Fanout.Subscription others;
    private final Timer timer;
    private final LongSupplier clockMillis;
    /** Who is news, and which socket said so; null for whom no socket here did. */
    private final Map<Long, @Nullable Session> news = new LinkedHashMap<>();

    private final Map<Session, Set<Long>> missed = new HashMap<>();
    private long toldMillis;
    private boolean scheduled;

    /**
     * Nothing to tell yet.
     *
     * @param sessions all sockets of the room, as they come and go
     * @param states a client's state as one entry of an awareness message; nothing if nothing is known of it
     * @param clockMillis never goes back
     */
    PresenceFanout(
            Collection<Session> sessions,
            Function<Long, byte[]> states,
            Fanout.Subscription others,
            Timer timer,
            LongSupplier clockMillis) {
        this.sessions = sessions;
        this.states = states;
        this.others = others;
        this.timer = timer;
        this.clockMillis = clockMillis;
        this.toldMillis = clockMillis.getAsLong() - LONGEST_MILLIS;
    }

    /** There is news of clients; {@link #flush} is to follow. */
    void changed(Collection<Long> clients, @Nullable Session from) {
        for (Long client : clients) {
            news.put(client, from);
        }
    }

    /** Tells the news, now or soon. */
    void flush() {
        if (scheduled || (news.isEmpty() && missed.isEmpty())) {
            return;
        }
        long pause = Math.clamp(sessions.size() / SOCKETS_PER_MILLI, SHORTEST_MILLIS, LONGEST_MILLIS);
        long wait = toldMillis + pause - clockMillis.getAsLong();
        if (wait <= 0 && missed.isEmpty()) {
            tell();
        } else {
            scheduled = true;
            timer.later(Math.max(wait, SHORTEST_MILLIS), () -> {
                scheduled = false;
                tell();
                flush();
            });
        }
    }

    /** A socket left: it is told nothing any more. */
    void forget(Session session) {
        missed.remove(session);
    }

    private void tell() {
        toldMillis = clockMillis.getAsLong();
        Map<Long, byte[]> entries = new LinkedHashMap<>();
        Set<Session> senders = new HashSet<>();
        List<Long> ours = new ArrayList<>();
        news.forEach((client, from) -> {
            entries.put(client, states.apply(client));
            if (from != null) {
                senders.add(from);
                ours.add(client);
            }
        });
        if (!ours.isEmpty()) {
            others.present(frame(ours, entries).bytes());
        }
        Frame all = frame(entries.keySet(), entries);
        for (Session session : sessions) {
            Set<Long> before = missed.get(session);
            if (before == null && !senders.contains(session)) {
                offer(session, entries.keySet(), all);
            } else {
                Set<Long> wanted = before == null ? new LinkedHashSet<>() : before;
                entries.keySet().stream()
                        .filter(client -> news.get(client) != session)
                        .forEach(wanted::add);
                wanted.forEach(client -> entries.computeIfAbsent(client, states));
                offer(session, wanted, frame(wanted, entries));
            }
        }
        news.clear();
    }

    private void offer(Session session, Set<Long> clients, Frame frame) {
        if (clients.isEmpty()) {
            return;
        }
        if (session.sendPresence(frame)) {
            missed.remove(session);
        } else {
            missed.computeIfAbsent(session, each -> new LinkedHashSet<>()).addAll(clients);
        }
    }

    private static Frame frame(Collection<Long> clients, Map<Long, byte[]> entries) {
        int size = 0;
        int count = 0;
        for (Long client : clients) {
            int length = entries.getOrDefault(client, FORGOTTEN).length;
            size += length;
            count += length > 0 ? 1 : 0;
        }
        Lib0Writer message = new Lib0Writer(size + 8).writeVarUint(count);
        for (Long client : clients) {
            message.writeBytes(entries.getOrDefault(client, FORGOTTEN));
        }
        return Frame.presence(SyncProtocol.encodeAwareness(message.toBytes()));
    }

    /** Runs a task on the room's thread. */
    @FunctionalInterface
    interface Timer {
        /** Runs it after so many milliseconds, if the room is still open. */
        void later(long millis, Runnable task);
    }
}
