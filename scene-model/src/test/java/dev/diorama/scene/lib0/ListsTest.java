package dev.diorama.scene.lib0;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list helpers do what Java's own lists do. */
class ListsTest {

    @Test
    void takesOutWhatTheTestIsTrueOfAndKeepsTheOrder() {
        for (int mask = 0; mask < 32; mask++) {
            int bits = mask;
            List<Integer> ours = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            List<Integer> theirs = new ArrayList<>(ours);
            Lists.removeIf(ours, i -> (bits >> i & 1) != 0);
            theirs.removeIf(i -> (bits >> i & 1) != 0);
            assertThat(ours).isEqualTo(theirs);
        }
    }
}
