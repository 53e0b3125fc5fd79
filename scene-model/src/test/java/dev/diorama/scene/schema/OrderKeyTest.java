package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKeyTest {

    private final RandomSource random = RandomSource.seeded(7);

    @ParameterizedTest
    @ValueSource(strings = {"a0", "a0V", "Zz1", "b00x", "A00000000000000000000000000", "z00000000000000000000000000V"})
    @DisplayName("[S59] keys of the form are accepted")
    void acceptsKeys(String key) {
        assertThat(OrderKey.isValid(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "b0", "0", "a00", "a0-1", "a0é", "~", "Y0", " a0"})
    @DisplayName("[S59] other strings are not")
    void refusesOthers(String key) {
        assertThat(OrderKey.isValid(key)).isFalse();
    }

    @Test
    @DisplayName("[S60] inserting anywhere, 20000 times, keeps the order; keys are valid and stay short")
    void insertsAnywhere() {
        List<String> keys = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < 20_000; i++) {
            int at = random.below(keys.size() + 1);
            String left = at == 0 ? null : keys.get(at - 1);
            String right = at == keys.size() ? null : keys.get(at);
            String key = Objects.requireNonNull(OrderKey.between(left, right, random));
            assertThat(OrderKey.isValid(key)).isTrue();
            if (left != null) {
                assertThat(key).isGreaterThan(left);
            }
            if (right != null) {
                assertThat(key).isLessThan(right);
            }
            keys.add(at, key);
            longest = Math.max(longest, key.length());
        }
        assertThat(longest).isLessThanOrEqualTo(16);
    }

    @Test
    @DisplayName("[S60] appending and prepending 100000 times keeps keys at 8 characters")
    void appendsAndPrepends() {
        String last = null;
        String first = null;
        for (int i = 0; i < 100_000; i++) {
            String next = OrderKey.between(last, null, random);
            assertThat(next).isNotNull();
            assertThat(last == null || last.compareTo(next) < 0).isTrue();
            last = next;
            String previous = OrderKey.between(null, first, random);
            assertThat(previous).isNotNull();
            assertThat(first == null || first.compareTo(previous) > 0).isTrue();
            first = previous;
        }
        assertThat(last).hasSizeLessThanOrEqualTo(8);
        assertThat(first).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    @DisplayName("[S60] two people who insert at the same place get different keys")
    void jitters() {
        String a = OrderKey.between("a0", "a1", RandomSource.seeded(1));
        String b = OrderKey.between("a0", "a1", RandomSource.seeded(2));
        assertThat(a).isNotEqualTo(b);
        assertThat(OrderKey.between("a0", "a1", RandomSource.seeded(1))).isEqualTo(a);
    }

    @Test
    @DisplayName("[S61] always inserting before the same key ends in null, not in ever longer keys")
    void givesUpWhenTooLong() {
        String left = "a0";
        int made = 0;
        for (String right = "a1"; right != null; right = OrderKey.between(left, right, random)) {
            made++;
        }
        assertThat(made).isGreaterThan(60);
        assertThat(OrderKey.between("a1", "a1", random)).isNull();
        assertThat(OrderKey.between("b00", "a1", random)).isNull();
    }

    @Test
    @DisplayName("[S60] a batch between two keys is ascending and short")
    void spreadsABatch() {
        for (String[] ends : new String[][] {{"a0", "a1"}, {"a0", null}, {null, "a0"}, {null, null}, {"Zz", "c000"}}) {
            List<String> keys = OrderKey.between(ends[0], ends[1], 1000, random);
            assertThat(keys).isNotNull().hasSize(1000).isSorted().doesNotHaveDuplicates();
            assertThat(keys).allMatch(key -> OrderKey.isValid(key) && key.length() <= 12);
        }
    }
}
