package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How soon a socket is read again. */
class ReadPaceTest {
    private final ReadPace pace = new ReadPace(16_000_000, 0);
    private long millis;

    @Test
    @DisplayName(
            "[U138] a megabyte or five hundred messages are read at once, and so is all that comes at an editor's pace")
    void honestEditsNeverWait() {
        pour(1_000_000);
        assertThat(waitMillis()).isZero();
        millis += 1_000;
        for (int i = 0; i < 500; i++) {
            pour(30);
            assertThat(waitMillis()).isZero();
        }
        millis += 1_000;
        for (int i = 0; i < 10_000; i++) {
            pour(1_000);
            millis++;
            assertThat(waitMillis()).isZero();
        }
    }

    @Test
    @DisplayName("[U138] who pours in more is read at 32 MB a second")
    void spreadsAFlood() {
        int bytes = 0;
        while (bytes < 65_000_000) {
            pour(200_000);
            bytes += 200_000;
            millis += waitMillis();
        }
        assertThat(millis).isBetween(1_950L, 2_350L);
    }

    @Test
    @DisplayName("[U138] who sends more messages is read at 16,000 a second")
    void spreadsManyMessages() {
        for (int i = 0; i < 40_000; i++) {
            pour(25);
            millis += waitMillis();
        }
        assertThat(millis).isBetween(2_400L, 2_600L);
    }

    @Test
    @DisplayName("[U138] what comes behind a message waits for a quarter of a second at most, however large that was")
    void oneLargeMessage() {
        pour(64 << 20);
        assertThat(waitMillis()).isEqualTo(250);
        millis += 250;
        assertThat(waitMillis()).isZero();
    }

    @Test
    @DisplayName("[U138] whose limit is higher is read as fast as that")
    void aHigherLimit() {
        ReadPace fast = new ReadPace(10_000_000_000L, 0);
        for (int i = 0; i < 10_000; i++) {
            fast.read(1_000_000, TimeUnit.MILLISECONDS.toNanos(i));
            assertThat(fast.waitMillis(TimeUnit.MILLISECONDS.toNanos(i))).isZero();
        }
    }

    @Test
    @DisplayName("[U138] a pause of any length is worth a megabyte")
    void pauses() {
        pour(64 << 20);
        millis += TimeUnit.DAYS.toMillis(1_000);
        pour(1_000_000);
        assertThat(waitMillis()).isZero();
        pour(64_000);
        assertThat(waitMillis()).isEqualTo(1);
    }

    private void pour(int bytes) {
        pace.read(bytes, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private long waitMillis() {
        return pace.waitMillis(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
