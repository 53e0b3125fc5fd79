package dev.diorama.server.relay;

import dev.diorama.server.access.GuestAuthor;
import dev.diorama.server.log.Author;
import org.jspecify.annotations.Nullable;

/**
 * Who is accountable for the edits of one socket: its account, or the guest that its presence shows.
 *
 * <p>A socket speaks for several clients, because providers repeat what they hear of others. Its guest is the client whose structs it
 * sends, if their presence came through it, and else the client that it announced first. Belongs to the room's thread.
 */
final class SessionAuthor {
    private final @Nullable Author account;
    private long speaker = -1;
    private @Nullable String presence;
    private Author guest = Author.GUEST;

    SessionAuthor(@Nullable Author account) {
        this.account = account;
    }

    /** Whether the socket has said something of anybody. */
    boolean hasSpeaker() {
        return speaker >= 0;
    }

    /** The socket said something new of a client. */
    void announced(long client) {
        if (speaker < 0) {
            speaker = client;
        }
    }

    /**
     * Author of an update.
     *
     * @param client whose structs it brings, 0 when it brings none
     * @param states presence of the clients that this socket speaks for
     */
    Author of(long client, Presence states) {
        if (account != null) {
            return account;
        }
        if (client != 0 && client != speaker && states.of(client) != null) {
            speaker = client;
        }
        String now = states.of(speaker);
        // Presence changes many times a second and names hardly ever; who left is still who they were.
        if (now != null && !now.equals(presence)) {
            presence = now;
            guest = GuestAuthor.of(now);
        }
        return guest;
    }

    /** Presence of clients by id. */
    @FunctionalInterface
    interface Presence {
        /** JSON of a client's state, null when this socket does not speak for it or it has none. */
        @Nullable String of(long client);
    }
}
