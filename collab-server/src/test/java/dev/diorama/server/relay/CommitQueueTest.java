package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommitQueueTest {
    private final List<String> heard = new ArrayList<>();
    private final CommitQueue queue = new CommitQueue(Runnable::run, new CommitQueue.Listener() {
        @Override
        public void failed(Throwable reason) {
            heard.add("failed");
        }

        @Override
        public void settled() {
            heard.add("settled");
        }
    });

    @Test
    @DisplayName("[U9] what follows from appends runs behind them, in order")
    void keepsTheOrder() {
        CompletableFuture<Long> first = append("first");
        queue.behind(() -> heard.add("behind first"));
        CompletableFuture<Long> second = append("second");
        queue.behind(() -> heard.add("behind second"));
        assertThat(queue.outstanding()).isEqualTo(2);
        assertThat(heard).isEmpty();
        first.complete(1L);
        assertThat(heard).containsExactly("first 1", "behind first", "settled");
        second.complete(2L);
        assertThat(heard).containsExactly("first 1", "behind first", "settled", "second 2", "behind second", "settled");
        queue.behind(() -> heard.add("at once"));
        assertThat(heard).endsWith("at once");
    }

    @Test
    @DisplayName("[U10] behind an append that failed nothing runs, and its end is told once")
    void stopsAtAFailure() {
        CompletableFuture<Long> first = append("first");
        CompletableFuture<Long> second = append("second");
        queue.behind(() -> heard.add("behind"));
        first.completeExceptionally(new IllegalStateException());
        second.complete(1L);
        queue.behind(() -> heard.add("later"));
        assertThat(heard).containsExactly("failed", "settled", "settled");
        assertThat(queue.outstanding()).isZero();
    }

    private CompletableFuture<Long> append(String name) {
        CompletableFuture<Long> append = new CompletableFuture<>();
        queue.append(append, sequence -> heard.add(name + " " + sequence));
        return append;
    }
}
