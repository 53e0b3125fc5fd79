package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.log.RoomName;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Rooms on event loops. */
class RoomLoopsTest {
    private static final RoomName ROOM = new RoomName("loops");

    private final DefaultEventExecutorGroup group = new DefaultEventExecutorGroup(2);
    private final List<Runnable> late = new ArrayList<>();
    private final RoomLoops loops = new RoomLoops(() -> group, late::add);

    @AfterEach
    void end() {
        var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    @DisplayName("[U124] a room whose first socket is on an event loop works there, others take turns")
    void isWhereItsFirstSocketIs() {
        for (EventExecutor loop : group) {
            Executor room = CompletableFuture.supplyAsync(() -> loops.choose(ROOM), loop)
                    .join();
            assertThat(thread(room)).isEqualTo(thread(loop));
        }
        assertThat(thread(loops.choose(ROOM))).isNotEqualTo(thread(loops.choose(ROOM)));
    }

    @Test
    @DisplayName(
            "[U124] a frame that finds its room idle is taken at once, one within another's work when that is done")
    void takesAtOnceWhatItCan() {
        List<String> seen = new ArrayList<>();
        EventExecutor loop = group.next();
        CompletableFuture<Void> nested = new CompletableFuture<>();
        CompletableFuture.runAsync(
                        () -> {
                            Mailbox first = mailbox();
                            Mailbox second = mailbox();
                            first.executeHere(() -> {
                                seen.add("first in " + MDC.get("room"));
                                first.executeHere(() -> seen.add("first again"));
                                second.executeHere(() -> {
                                    seen.add("second");
                                    nested.complete(null);
                                });
                                seen.add("first ends");
                            });
                            seen.add("back");
                        },
                        loop)
                .join();
        nested.join();
        assertThat(seen).containsExactly("first in loops", "first ends", "first again", "back", "second");
    }

    @Test
    @DisplayName("[U124] work that comes when the event loops have ended is done all the same")
    void outlivesTheLoops() {
        Executor room = loops.choose(ROOM);
        end();
        room.execute(() -> {});
        assertThat(late).hasSize(1);
    }

    private Mailbox mailbox() {
        Mailbox mailbox = new Mailbox(loops.choose(ROOM), Runnable::run);
        mailbox.open();
        return mailbox;
    }

    private static Thread thread(Executor executor) {
        return CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
    }
}
