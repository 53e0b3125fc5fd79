package dev.diorama.server.cluster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.cluster.FanoutContract;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.ops.StartException;
import dev.diorama.server.testing.TestRedis;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RedisFanoutTest extends FanoutContract {
    private static final TestRedis redis = TestRedis.start();

    private final RedisFanout[] servers = {fanout(redis.url(), "log"), fanout(redis.url(), "log")};

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        for (RedisFanout server : servers) {
            server.close();
        }
    }

    @Override
    protected Fanout fanout(int server) {
        return servers[server];
    }

    private static RedisFanout fanout(String url, String logId) {
        return new RedisFanout(new RedisProperties(url), logId, new SplittableRandom());
    }

    @Test
    @DisplayName("[U39] servers with another log do not hear of this one")
    void keepsLogsApart() {
        try (RedisFanout stranger = fanout(redis.url(), "another log")) {
            Member first = new Member(fanout(0), ROOM);
            Member second = new Member(fanout(1), ROOM);
            Member other = new Member(stranger, ROOM);
            first.awaitAsked(1);
            Awaitility.await().until(stranger::isUp);
            first.place.publish(1, new byte[] {1});
            second.awaitNews("1 [1]");
            other.place.publish(2, new byte[] {2});
            first.place.publish(3, new byte[] {3});
            second.awaitNews("3 [3]");
            assertThat(second.news).doesNotContain("2 [2]");
            assertThat(other.news).isEmpty();
        }
    }

    @Test
    @DisplayName("[U45] every room asks who is there, however soon Redis answers")
    void everyRoomAsks() {
        AtomicInteger asked = new AtomicInteger();
        int rooms = 5_000;
        for (int i = 0; i < rooms; i++) {
            fanout(0).subscribe(new RoomName("room " + i), new Asked(asked));
        }
        Awaitility.await("asked").until(() -> asked.get() == rooms);
    }

    @Test
    @DisplayName(
            "[U46] when Redis is gone nothing waits for it; it is found again, and the others are asked for presence"
                    + " anew")
    void survivesRedis() {
        Logger logger = (Logger) LoggerFactory.getLogger(RedisLink.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try (TestRedis own = TestRedis.start();
                RedisFanout one = fanout(own.url(), "log");
                RedisFanout two = fanout(own.url(), "log")) {
            Member first = new Member(one, ROOM);
            Member second = new Member(two, ROOM);
            first.awaitAsked(1);
            second.awaitAsked(1);
            own.kill();
            Awaitility.await().until(() -> !one.isUp() && !two.isUp());
            first.place.publish(1, new byte[] {1});
            first.place.present(new byte[] {1});
            Member late = new Member(two, ROOM);

            own.again();
            Awaitility.await().until(() -> one.isUp() && two.isUp());
            // Each connection says on its own that it is back; publishing goes on until both are.
            Awaitility.await().until(() -> {
                first.place.publish(2, new byte[] {2});
                return second.news.contains("2 [2]") && late.news.contains("2 [2]");
            });
            first.awaitAsked(2);
            second.awaitAsked(2);
            late.awaitAsked(1);
            assertThat(second.news).doesNotContain("1 [1]");
            Awaitility.await().until(() -> count(lines, "Redis is back") == 2);
            assertThat(count(lines, "Redis is out of reach")).isEqualTo(2);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
    }

    private static long count(ListAppender<ILoggingEvent> lines, String beginning) {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getFormattedMessage().startsWith(beginning))
                .count();
    }

    @Test
    @DisplayName("[U46] Redis may come after the server")
    void waitsForRedis() {
        try (TestRedis own = TestRedis.start()) {
            own.kill();
            try (RedisFanout one = fanout(own.url(), "log");
                    RedisFanout two = fanout(own.url(), "log")) {
                Member first = new Member(one, ROOM);
                Member second = new Member(two, ROOM);
                first.place.publish(1, new byte[] {1});
                own.again();
                Awaitility.await().until(() -> {
                    first.place.publish(2, new byte[] {2});
                    return second.news.contains("2 [2]");
                });
                assertThat(second.news).containsOnly("2 [2]");
            }
        }
    }

    @ParameterizedTest
    @DisplayName("[U33] what is no address is refused without showing it")
    @ValueSource(strings = {"http://user:secret@host", "secret", "redis://:secret@"})
    void refusesAddresses(String url) {
        assertThatThrownBy(() -> fanout(url, "log")).isInstanceOfSatisfying(StartException.class, e -> {
            assertThat(e.action()).contains("redis://HOST:PORT");
            assertThat(e.toString() + e.getCause()).doesNotContain("secret");
        });
    }

    @Test
    @DisplayName("[U39] what is no message of ours is not heard")
    void ignoresOthers() {
        assertThat(RedisMessage.decode(new byte[0])).isNull();
        assertThat(RedisMessage.decode(new byte[100])).isNull();
        byte[] message = RedisMessage.committed(-5, 7, new byte[] {1, 2}).encode();
        RedisMessage read = Objects.requireNonNull(RedisMessage.decode(message));
        assertThat(read.sender()).isEqualTo(-5);
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.payload()).containsExactly(1, 2);
    }

    /** Counts who asks. */
    private record Asked(AtomicInteger times) implements Fanout.Listener {
        @Override
        public void committed(long sequence, byte[] update) {}

        @Override
        public void advanced(long sequence) {}

        @Override
        public void present(byte[] message) {}

        @Override
        public void asked() {
            times.incrementAndGet();
        }
    }
}
