package dev.diorama.server.relay;

import dev.diorama.server.log.RoomName;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The rooms in memory: at most one of each name, from its first socket until it was empty for a while. Thread-safe. */
final class RoomRegistry {
    private final RelayServices services;
    private final LongSupplier nanos;
    private final ConcurrentMap<RoomName, Place> places = new ConcurrentHashMap<>();

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
