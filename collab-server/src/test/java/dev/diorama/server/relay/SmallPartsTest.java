package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
    @Test
    @DisplayName("[U18] a bucket allows a burst and then the steady rate")
    void limitsTheRate() {
        TokenBucket bucket = new TokenBucket(2, 3, 0);
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isFalse();
        assertThat(bucket.take(499_999_999)).isFalse();
        assertThat(bucket.take(500_000_001)).isTrue();
        assertThat(bucket.take(100_000_000_000L)).isTrue();
    }

    @Test
    @DisplayName("[U13] a close reason fits its frame and is not cut inside a character")
    void cutsReasons() {
        CloseReason reason = CloseReason.malformed("é".repeat(100));
        assertThat(reason.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(123);
        assertThat(reason.text()).endsWith("é").doesNotContain("\uFFFD");
    }

    @Test
    @DisplayName("[U2] the client of an update is read from its first bytes")
    void readsTheClient() {
        YDoc doc = YDoc.of(0xFFFF_FFF0L);
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> updates.add(update));
        doc.map("m").set("k", AnyValue.of(1));
        doc.array("a").insert(0, List.of(AnyValue.of(1)));
        doc.array("a").delete(0, 1);
        assertThat(UpdateClient.of(updates.getFirst())).isEqualTo(0xFFFF_FFF0L);
        assertThat(UpdateClient.of(updates.getLast())).isZero();
    }

    @Test
    @DisplayName(
            "[U8] tasks of a mailbox run one at a time, in order, once it is open, and a failing one stops nothing")
    void runsInOrder() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Mailbox mailbox = new Mailbox(threads, threads);
            List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch done = new CountDownLatch(1);
            mailbox.execute(() -> {
                throw new IllegalStateException("expected by this test");
            });
            IntStream.range(0, 500).forEach(i -> mailbox.execute(() -> seen.add(i)));
            assertThat(seen).as("before it is opened").isEmpty();
            mailbox.open();
            IntStream.range(500, 1_000).forEach(i -> mailbox.execute(() -> seen.add(i)));
            mailbox.execute(done::countDown);
            done.await();
            assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
        }
    }
}
