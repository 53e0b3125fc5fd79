package dev.diorama.server.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store of checkpoints does. */
public abstract class CheckpointStoreContract {
    private static final RoomName ROOM = new RoomName("a/😀");
    private static final RoomName OTHER = new RoomName("A/😀");
    private static final Hashes OURS = new Hashes("1".repeat(64), "2".repeat(64));
    private static final Hashes THEIRS = new Hashes("1".repeat(64), "3".repeat(64));

    private FeatureDatabase database;
    private CheckpointStore store;

    // Every test starts with openStore, which JUnit calls.
    @SuppressWarnings("NullAway.Init")
    protected CheckpointStoreContract() {}

    /** Opens the database of this test; the same again after it was closed. */
    protected abstract FeatureDatabase open();

    protected abstract void close(FeatureDatabase opened);

    @BeforeEach
    void openStore() {
        database = open();
        store = DatabaseCheckpointStore.open(database);
    }

    @AfterEach
    void closeStore() {
        close(database);
    }

    private void reopen() {
        closeStore();
        openStore();
    }

    @Test
    @DisplayName("[U61] a checkpoint keeps every field, also after the store was opened again")
    void keepsEveryField() {
        Checkpoint verified = new Checkpoint(ROOM, "log", 7, 1_700_000_000_123L, Verdict.VERIFIED, OURS, OURS, "");
        Checkpoint away = new Checkpoint(ROOM, "log", 9, 1, Verdict.UNAVAILABLE, null, null, "weg 😀");
        store.add(verified);
        store.add(away);
        reopen();
        assertThat(newest(ROOM, 10)).containsExactly(away, verified);
        assertThat(newest(OTHER, 10)).isEmpty();
    }

    @Test
    @DisplayName("[U61] checkpoints come newest first, in pages")
    void pages() {
        for (int i = 1; i <= 5; i++) {
            store.add(checkpoint(ROOM, i, Verdict.VERIFIED));
            store.add(checkpoint(OTHER, 100 + i, Verdict.VERIFIED));
        }
        List<StoredCheckpoint> first = store.newest(ROOM, Long.MAX_VALUE, 3);
        List<StoredCheckpoint> second = store.newest(ROOM, first.getLast().id(), 3);
        assertThat(first).extracting(each -> each.checkpoint().sequence()).containsExactly(5L, 4L, 3L);
        assertThat(second).extracting(each -> each.checkpoint().sequence()).containsExactly(2L, 1L);
    }

    @Test
    @DisplayName("[U61] an unavailable checkpoint takes the place of one before it, and of nothing else")
    void replacesUnavailable() {
        store.add(checkpoint(ROOM, 1, Verdict.UNAVAILABLE));
        store.add(checkpoint(OTHER, 1, Verdict.UNAVAILABLE));
        store.add(checkpoint(ROOM, 2, Verdict.UNAVAILABLE));
        store.add(checkpoint(ROOM, 2, Verdict.VERIFIED));
        store.add(checkpoint(ROOM, 3, Verdict.UNAVAILABLE));
        store.add(checkpoint(ROOM, 4, Verdict.UNAVAILABLE));
        assertThat(newest(ROOM, 10)).extracting(Checkpoint::sequence).containsExactly(4L, 2L, 2L);
        assertThat(newest(OTHER, 10)).hasSize(1);
    }

    @Test
    @DisplayName("[U62] it says how far each room was judged, in this log")
    void tellsHowFarRoomsWereJudged() {
        store.add(checkpoint(ROOM, 4, Verdict.VERIFIED));
        store.add(checkpoint(ROOM, 6, Verdict.UNAVAILABLE));
        store.add(checkpoint(OTHER, 2, Verdict.MISMATCH));
        assertThat(store.judged("log", List.of(ROOM, OTHER, new RoomName("nobody's"))))
                .isEqualTo(Map.of(ROOM, 4L, OTHER, 2L));
        assertThat(store.judged("another log", List.of(ROOM, OTHER))).isEmpty();
        store.add(checkpoint(ROOM, 3, Verdict.VERIFIED));
        assertThat(store.judged("log", List.of(ROOM))).isEqualTo(Map.of(ROOM, 3L));
    }

    @Test
    @DisplayName("[U62] a mismatch is for ever: it tells so once, whatever comes after")
    void quarantinesForEver() {
        assertThat(store.add(checkpoint(ROOM, 1, Verdict.VERIFIED))).isFalse();
        assertThat(store.isQuarantined(ROOM)).isFalse();
        assertThat(store.add(checkpoint(ROOM, 2, Verdict.MISMATCH))).isTrue();
        assertThat(store.add(checkpoint(ROOM, 3, Verdict.MISMATCH))).isFalse();
        assertThat(store.add(checkpoint(ROOM, 4, Verdict.VERIFIED))).isFalse();
        reopen();
        assertThat(store.isQuarantined(ROOM)).isTrue();
        assertThat(store.isQuarantined(OTHER)).isFalse();
        assertThat(store.quarantinedRooms()).isEqualTo(1);
    }

    @Test
    @DisplayName("[U61] old checkpoints are thinned, the oldest mismatches are not")
    void thins() {
        store.add(checkpoint(ROOM, 1, Verdict.VERIFIED));
        store.add(checkpoint(ROOM, 2, Verdict.MISMATCH));
        store.add(checkpoint(OTHER, 1, Verdict.VERIFIED));
        for (int i = 0; i < CheckpointStore.KEPT; i++) {
            store.add(checkpoint(ROOM, 3 + i, Verdict.VERIFIED));
        }
        List<Checkpoint> all = newest(ROOM, 1_000);
        assertThat(all).hasSize(CheckpointStore.KEPT + 1);
        assertThat(all.getLast().verdict()).isEqualTo(Verdict.MISMATCH);
        assertThat(newest(OTHER, 10)).hasSize(1);
    }

    @Test
    @DisplayName("[U63] one member leads; where the store is shared another follows when the lease is over")
    void leads() {
        assertThat(store.lead("one", Duration.ofMinutes(5))).isTrue();
        assertThat(store.lead("one", Duration.ofMillis(1))).isTrue();
        if (database.kind() == FeatureDatabase.Kind.SQLITE) {
            return;
        }
        Awaitility.await("the lease is over").until(() -> store.lead("two", Duration.ofMinutes(5)));
        assertThat(store.lead("one", Duration.ofMinutes(5))).isFalse();
        assertThat(store.lead("two", Duration.ofMinutes(5))).isTrue();
    }

    private List<Checkpoint> newest(RoomName room, int max) {
        return store.newest(room, Long.MAX_VALUE, max).stream()
                .map(StoredCheckpoint::checkpoint)
                .toList();
    }

    private static Checkpoint checkpoint(RoomName room, long sequence, Verdict verdict) {
        @Nullable Hashes theirs = switch (verdict) {
            case VERIFIED -> OURS;
            case MISMATCH -> THEIRS;
            case UNAVAILABLE -> null;
        };
        return new Checkpoint(room, "log", sequence, sequence, verdict, OURS, theirs, "");
    }
}
