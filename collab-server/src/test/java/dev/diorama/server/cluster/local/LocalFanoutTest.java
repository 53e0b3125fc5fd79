package dev.diorama.server.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.RoomName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalFanoutTest {
    private static final RoomName ROOM = new RoomName("room");

    private final Fanout fanout = new LocalFanout();

    @Test
    @DisplayName("[U39] an update reaches all others of its room, and not itself")
    void reachesOthers() {
        List<String> heard = new ArrayList<>();
        Fanout.Subscription first = fanout.subscribe(ROOM, (sequence, update) -> heard.add("first " + sequence));
        Fanout.Subscription second = fanout.subscribe(ROOM, (sequence, update) -> heard.add("second " + sequence));
        Fanout.Subscription other =
                fanout.subscribe(new RoomName("other"), (sequence, update) -> heard.add("other " + sequence));

        first.publish(7, new byte[] {1});
        second.publish(8, new byte[] {1});
        assertThat(heard).containsExactly("second 7", "first 8");

        second.close();
        first.publish(9, new byte[] {1});
        second.publish(10, new byte[] {1});
        other.publish(1, new byte[] {1});
        assertThat(heard).hasSize(2);
    }
}
