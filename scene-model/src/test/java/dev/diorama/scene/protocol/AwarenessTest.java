package dev.diorama.scene.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AwarenessTest {

    private long millis;
    private final Awareness mine = Awareness.of(1, () -> millis);
    private final Awareness theirs = Awareness.of(2, () -> millis);

    private static byte[] update(long client, long clock, String state) {
        return new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(clock)
                .writeVarString(state)
                .toBytes();
    }

    @Test
    @DisplayName("[S32] a state is accepted if its clock is newer, or the same and it is a removal")
    void acceptsNewer() throws DecodeException {
        assertThat(mine.apply(update(5, 3, "{\"a\":1}"), null).added()).containsExactly(5L);
        assertThat(mine.apply(update(5, 3, "{\"a\":2}"), null).isEmpty()).isTrue();
        assertThat(mine.apply(update(5, 2, "null"), null).isEmpty()).isTrue();
        assertThat(mine.apply(update(5, 4, "{\"a\":1}"), null).renewed()).containsExactly(5L);
        assertThat(mine.apply(update(5, 5, "{\"a\":2}"), null).updated()).containsExactly(5L);
        assertThat(mine.states()).containsEntry(5L, "{\"a\":2}");
        assertThat(mine.apply(update(5, 5, "null"), null).removed()).containsExactly(5L);
        assertThat(mine.states()).isEmpty();
        assertThat(mine.apply(update(5, 5, "{}"), null).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("[S33] nobody else removes our own state: it is announced again with a higher clock")
    void keepsOwnState() throws DecodeException {
        mine.setLocalState("{\"me\":true}");
        long clock = mine.clock(1);
        AwarenessChange change = mine.apply(update(1, clock + 1, "null"), null);
        assertThat(mine.states()).containsEntry(1L, "{\"me\":true}");
        assertThat(mine.clock(1)).isEqualTo(clock + 2);
        assertThat(change.removed()).containsExactly(1L);
        theirs.apply(mine.encode(List.of(1L)), null);
        assertThat(theirs.states()).containsEntry(1L, "{\"me\":true}");
    }

    @Test
    @DisplayName("[S34] our own state is renewed after 15 s, others' are dropped after 30 s")
    void keepsTime() throws DecodeException {
        mine.setLocalState("{}");
        long clock = mine.clock(1);
        mine.apply(update(5, 1, "{\"a\":1}"), null);
        List<AwarenessChange> heard = new ArrayList<>();
        mine.onChange((change, origin) -> heard.add(change));
        millis += 14_999;
        mine.tick();
        assertThat(heard).isEmpty();
        millis += 1;
        mine.tick();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().renewed()).containsExactly(1L);
        assertThat(mine.clock(1)).isEqualTo(clock + 1);
        millis += 15_000;
        mine.tick();
        assertThat(mine.states().keySet()).containsExactly(1L);
        assertThat(heard.getLast().removed()).containsExactly(5L);
    }

    @Test
    @DisplayName("[S35] an update names client, clock and JSON text of each state; null stands for a removal")
    void encodes() throws DecodeException {
        mine.setLocalState("{\"a\":1}");
        assertThat(mine.encode(List.of(1L, 9L))).isEqualTo(update(1, 1, "{\"a\":1}"));
        mine.setLocalState(null);
        assertThat(mine.encode(List.of(1L))).isEqualTo(update(1, 2, "null"));
        assertThat(Awareness.decode(update(7, 8, " { \"x\" : [1] } ")))
                .containsExactly(new Awareness.Entry(7, 8, "{\"x\":[1]}"));
    }

    @Test
    @DisplayName("[S35] a malformed update is refused as a whole")
    void refusesMalformed() {
        byte[] two = new Lib0Writer()
                .writeVarUint(2)
                .writeVarUint(5)
                .writeVarUint(1)
                .writeVarString("{}")
                .writeVarUint(6)
                .writeVarUint(1)
                .writeVarString("{")
                .toBytes();
        assertThatThrownBy(() -> mine.apply(two, null)).isInstanceOf(DecodeException.class);
        assertThat(mine.states()).isEmpty();
        assertThatThrownBy(() -> mine.apply(new byte[] {1, 5}, null)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> mine.apply(new byte[] {0, 0}, null)).isInstanceOf(DecodeException.class);
    }

    @Test
    @DisplayName("[S34] states of a closed connection are removed at once")
    void removesStates() throws DecodeException {
        mine.apply(update(5, 1, "{}"), null);
        List<Object> origins = new ArrayList<>();
        mine.onChange((change, origin) -> origins.add(origin));
        mine.removeStates(List.of(5L, 6L), "closed");
        assertThat(mine.states()).isEmpty();
        assertThat(origins).containsExactly("closed");
    }
}
