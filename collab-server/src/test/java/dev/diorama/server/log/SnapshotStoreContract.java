package dev.diorama.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.log.jdbc.DatabaseSnapshotStore;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store of snapshots does. */
public abstract class SnapshotStoreContract {
    private static final RoomName ROOM = new RoomName("a/😀");
    private static final RoomName OTHER = new RoomName("A/😀");

    private FeatureDatabase database;
    private SnapshotStore store;

    // Every test starts with openStore, which JUnit calls.
    @SuppressWarnings("NullAway.Init")
    protected SnapshotStoreContract() {}

    /** Opens the database of this test; the same again after it was closed. */
    protected abstract FeatureDatabase open();

    protected abstract void close(FeatureDatabase opened);

    @BeforeEach
    void openStore() {
        database = open();
        store = new DatabaseSnapshotStore(database);
    }

    @AfterEach
    void closeStore() {
        close(database);
    }

    @Test
    @DisplayName("[U73] a snapshot is kept byte for byte, by room and log, also after the store was opened again")
    void keepsBytes() {
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = -1;
        store.save(ROOM, new StoredSnapshot("log", 7, large, new byte[] {1, -2}));
        closeStore();
        openStore();
        StoredSnapshot found = Objects.requireNonNull(store.newest(ROOM, "log", Long.MAX_VALUE));
        assertThat(found.bytes()).isEqualTo(large);
        assertThat(found.digest()).containsExactly(1, -2);
        assertThat(found.sequence()).isEqualTo(7);
        assertThat(store.newest(OTHER, "log", Long.MAX_VALUE)).isNull();
        assertThat(store.newest(ROOM, "another log", Long.MAX_VALUE)).isNull();
    }

    @Test
    @DisplayName("[U73] the newest snapshot is found, or the newest up to a sequence; what was dropped is gone")
    void findsTheNewest() {
        save(10);
        save(30);
        save(20);
        assertThat(newest(Long.MAX_VALUE)).isEqualTo(30);
        assertThat(newest(29)).isEqualTo(20);
        assertThat(newest(9)).isNull();
        store.drop(ROOM, "log", 20);
        assertThat(newest(29)).isEqualTo(10);
        store.save(ROOM, new StoredSnapshot("log", 10, new byte[] {9}, new byte[] {9}));
        StoredSnapshot replaced = Objects.requireNonNull(store.newest(ROOM, "log", 10));
        assertThat(replaced.bytes()).containsExactly(9);
    }

    @Test
    @DisplayName("[U73] old snapshots are thinned: the newest two stay, and the first, and not many between")
    void thins() {
        for (int i = 1; i <= 200; i++) {
            save(i * 10L);
        }
        int count = 0;
        Long next = newest(Long.MAX_VALUE);
        assertThat(next).isEqualTo(2_000);
        assertThat(newest(1_999)).isEqualTo(1_990);
        for (; next != null; next = newest(next - 1)) {
            count++;
        }
        assertThat(count).isBetween(4, 14);
        assertThat(newest(10)).isEqualTo(10);
    }

    private void save(long sequence) {
        store.save(ROOM, new StoredSnapshot("log", sequence, new byte[] {1}, new byte[] {2}));
    }

    private @Nullable Long newest(long atMost) {
        StoredSnapshot found = store.newest(ROOM, "log", atMost);
        return found == null ? null : found.sequence();
    }
}
