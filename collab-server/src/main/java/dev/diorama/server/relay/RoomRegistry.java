package dev.diorama.server.relay;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.RoomName;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms in memory: at most one of each name, from its first socket until it was empty for a while. Thread-safe. */
final class RoomRegistry {
    private static final Logger LOGGER = LoggerFactory.getLogger(RoomRegistry.class);

    private final RelayServices services;
    private final LongSupplier nanos;
    private final ConcurrentMap<RoomName, Place> places = new ConcurrentHashMap<>();
    private final AtomicBoolean comparing = new AtomicBoolean();
    private final AtomicBoolean blind = new AtomicBoolean();

    RoomRegistry(RelayServices services, LongSupplier nanos) {
        this.services = services;
        this.nanos = nanos;
    }

    /** The room of this name, loaded if need be; stays until {@link #leave}. */
    Room enter(RoomName name) {
        return places.compute(name, (key, place) -> {
                    Place entered = place == null ? new Place(new Room(name, services, this::remove)) : place;
                    entered.guests++;
                    return entered;
                })
                .room;
    }

    /** One that entered the room has left it, and nothing of it is on its way to the log. */
    void leave(Room room) {
        places.computeIfPresent(room.name(), (name, place) -> {
            if (place.room == room) {
                place.guests--;
                place.emptyNanos = nanos.getAsLong();
            }
            return place;
        });
    }

    private void remove(Room room) {
        places.computeIfPresent(room.name(), (name, place) -> place.room == room ? null : place);
    }

    /** Unloads rooms that have been empty for so long. */
    void unloadEmpty(Duration time) {
        long now = nanos.getAsLong();
        for (RoomName name : places.keySet()) {
            places.computeIfPresent(name, (key, place) -> {
                if (place.guests > 0 || now - place.emptyNanos < time.toNanos()) {
                    return place;
                }
                place.room.unload();
                return null;
            });
        }
    }

    /**
     * Tells rooms how far their logs reach, when other servers may have appended: what the fan-out lost, or never carried, comes by this.
     * Returns at once.
     */
    void compareWithLog() {
        Set<RoomName> names = Set.copyOf(places.keySet());
        if (!services.log().isShared() || names.isEmpty() || !comparing.compareAndSet(false, true)) {
            return;
        }
        services.threads().execute(() -> {
            try {
                services.log().heads(names).forEach((name, head) -> {
                    Place place = places.get(name);
                    if (place != null) {
                        place.room.advanced(head);
                    }
                });
                if (blind.getAndSet(false)) {
                    LOGGER.info("The log can be read again.");
                }
            } catch (LogUnavailableException e) {
                if (!blind.getAndSet(true)) {
                    LOGGER.warn("The log cannot be read; edits of other servers wait: {}", e.getMessage());
                }
            } finally {
                comparing.set(false);
            }
        });
    }

    void forEach(Consumer<Room> action) {
        places.values().forEach(place -> action.accept(place.room));
    }

    /** Whether a room is in memory. */
    boolean has(RoomName name) {
        return places.containsKey(name);
    }

    int size() {
        return places.size();
    }

    /** A room and how many hold it; changed only inside the map's atomic operations. */
    private static final class Place {
        final Room room;
        int guests;
        long emptyNanos;

        Place(Room room) {
            this.room = room;
        }
    }
}
