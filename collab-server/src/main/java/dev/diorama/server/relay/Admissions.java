package dev.diorama.server.relay;

import dev.diorama.server.log.RoomName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether one more socket is let in: how many there are of an address, in how many rooms, how fast they come, and whether the server is
 * about to stop. Asked before the upgrade. Thread-safe.
 */
final class Admissions {
    /** Addresses whose pace is remembered; beyond them those that have no socket are forgotten. */
    private static final int MAX_ADDRESSES = 100_000;

    private final RelayLimits limits;
    private final LongSupplier nanos;
    private final TokenBucket all;
    private final Map<InetAddress, Guest> guests = new HashMap<>();
    private boolean stopping;

    Admissions(RelayLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.all = new TokenBucket(limits.connectsPerSecond(), limits.connectBurst(), nanos.getAsLong());
    }

    /**
     * Lets a socket in.
     *
     * @param from null if its address is not known
     * @return to be closed when the socket ends or does not come about; null if it is not let in now
     */
    synchronized @Nullable Lease enter(@Nullable InetSocketAddress from, RoomName room) {
        long now = nanos.getAsLong();
        if (stopping || !all.take(now)) {
            return null;
        }
        InetAddress address = from == null ? null : from.getAddress();
        if (address == null || (limits.exemptLoopback() && address.isLoopbackAddress())) {
            return new Lease(null, room);
        }
        Guest guest = guests.get(address);
        if (guest == null) {
            makeRoom();
            guest = new Guest(
                    address, new TokenBucket(limits.connectsPerAddress(), limits.connectBurstPerAddress(), now));
            guests.put(address, guest);
        }
        if (!guest.pace.take(now)
                || guest.sockets >= limits.socketsPerAddress()
                || (!guest.rooms.containsKey(room) && guest.rooms.size() >= limits.roomsPerAddress())) {
            return null;
        }
        guest.sockets++;
        guest.rooms.merge(room, 1, Integer::sum);
        return new Lease(guest, room);
    }

    /** Lets nobody in any more. */
    synchronized void stop() {
        stopping = true;
    }

    private void makeRoom() {
        if (guests.size() >= MAX_ADDRESSES) {
            guests.values().removeIf(guest -> guest.sockets == 0);
        }
    }

    private synchronized void leave(Guest guest, RoomName room) {
        guest.sockets--;
        guest.rooms.computeIfPresent(room, (name, count) -> count == 1 ? null : count - 1);
        if (guest.sockets == 0 && guest.pace.isFull(nanos.getAsLong())) {
            guests.remove(guest.address, guest);
        }
    }

    /** A socket's place. */
    final class Lease implements AutoCloseable {
        private @Nullable Guest guest;
        private final RoomName room;

        private Lease(@Nullable Guest guest, RoomName room) {
            this.guest = guest;
            this.room = room;
        }

        /** Gives the place back; again, nothing happens. */
        @Override
        public void close() {
            Guest mine;
            synchronized (this) {
                mine = guest;
                guest = null;
            }
            if (mine != null) {
                leave(mine, room);
            }
        }
    }

    /** An address, and what it has. */
    private static final class Guest {
        final InetAddress address;
        final TokenBucket pace;
        final Map<RoomName, Integer> rooms = new HashMap<>();
        int sockets;

        Guest(InetAddress address, TokenBucket pace) {
            this.address = address;
            this.pace = pace;
        }
    }
}
