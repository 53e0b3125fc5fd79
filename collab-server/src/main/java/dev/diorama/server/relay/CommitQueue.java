package dev.diorama.server.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens behind commits, in order: the heart of "durable before anyone hears of it".
 *
 * <p>An append's action runs once the log has it; anything else that follows from a state of the document waits for every append that
 * the state holds. After a failed append nothing runs any more. Belongs to the room's thread.
 */
final class CommitQueue {
    private final Executor room;
    private final Listener listener;
    private final Deque<Step> steps = new ArrayDeque<>();
    private int outstanding;
    private boolean failed;

    CommitQueue(Executor room, Listener listener) {
        this.room = room;
        this.listener = listener;
    }

    /** Runs the action with the append's sequence, once it is durable. */
    void append(CompletableFuture<Long> append, LongConsumer action) {
        outstanding++;
        Append step = new Append(action);
        steps.add(step);
        var unused = append.whenComplete(
                (sequence, failure) -> room.execute(() -> settled(step, sequence == null ? 0 : sequence, failure)));
    }

    /** Runs the action once every append made so far is durable; now, if they are. */
    void behind(Runnable action) {
        if (failed) {
            return;
        }
        if (steps.isEmpty()) {
            action.run();
        } else {
            steps.add(new Behind(action));
        }
    }

    /** Appends whose end is not known yet. */
    int outstanding() {
        return outstanding;
    }

    /** Drops every action that has not run. */
    void fail() {
        failed = true;
        steps.clear();
    }

    private void settled(Append append, long sequence, @Nullable Throwable failure) {
        outstanding--;
        if (failure != null && !failed) {
            fail();
            listener.failed(failure);
        } else if (!failed) {
            if (steps.poll() != append) {
                throw new IllegalStateException("the log completed appends out of order");
            }
            append.action.accept(sequence);
            while (steps.peek() instanceof Behind behind) {
                steps.remove();
                behind.action.run();
            }
        }
        listener.settled();
    }

    /** Hears how appends end, on the room's thread. */
    interface Listener {
        /** The log refused an append; comes once. */
        void failed(Throwable reason);

        /** An append ended, either way. */
        void settled();
    }

    private sealed interface Step {}

    private static final class Append implements Step {
        final LongConsumer action;

        Append(LongConsumer action) {
            this.action = action;
        }
    }

    private record Behind(Runnable action) implements Step {}
}
