package dev.diorama.server.cluster.redis;

import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.RoomName;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Fan-out over Redis's publish and subscribe: a channel for each room that is open here.
 *
 * <p>Redis disconnects subscribers with too much in their queue (32 MB as it comes), so a large update goes as its sequence only, and the
 * others read it from the log. Logs that share one Redis do not hear of each other: a channel's name begins with the log's id.
 */
final class RedisFanout implements Fanout, RedisLink.Listener, AutoCloseable {
    /** Largest update that Redis carries. */
    static final int MAX_UPDATE = 256 << 10;

    private final String prefix;
    private final RandomGenerator random;
    private final ConcurrentMap<String, List<Member>> channels = new ConcurrentHashMap<>();
    private final RedisLink link;

    /**
     * Begins to connect.
     *
     * @param logId identity of the log that the updates are in
     * @param random for the numbers of subscribers
     */
    // The link calls back from its own thread, and only about rooms that subscribed.
    @SuppressWarnings("this-escape")
    RedisFanout(RedisProperties properties, String logId, RandomGenerator random) {
        this.prefix = "diorama:" + logId + ":";
        this.random = random;
        this.link = RedisLink.open(properties.url(), this);
    }

    /** Host and port of Redis. */
    String place() {
        return link.place();
    }

    /** Whether Redis carries now. */
    boolean isUp() {
        return link.isUp();
    }

    @Override
    public Subscription subscribe(RoomName room, Listener listener) {
        String channel = prefix + room.value();
        Member member = new Member(channel, random.nextLong(), listener);
        List<Member> members = channels.merge(
                channel,
                List.of(member),
                (old, added) -> Stream.concat(old.stream(), added.stream()).toList());
        // Only now: Redis may answer before this thread goes on, and then looks for the member.
        if (members.size() == 1) {
            link.subscribe(channel);
        } else {
            link.publish(channel, RedisMessage.ask(member.number).encode());
        }
        return member;
    }

    @Override
    public void subscribed(String channel) {
        // Whoever spoke meanwhile was not heard, here as well as there.
        for (Member member : channels.getOrDefault(channel, List.of())) {
            link.publish(channel, RedisMessage.ask(member.number).encode());
            member.listener.asked();
        }
    }

    @Override
    public void received(String channel, byte[] bytes) {
        RedisMessage message = RedisMessage.decode(bytes);
        List<Member> members = channels.get(channel);
        if (message == null || members == null) {
            return;
        }
        Consumer<Listener> news = switch (message.kind()) {
            case COMMITTED -> listener -> listener.committed(message.sequence(), message.payload());
            case ADVANCED -> listener -> listener.advanced(message.sequence());
            case PRESENT -> listener -> listener.present(message.payload());
            case ASK -> Listener::asked;
        };
        for (Member member : members) {
            if (member.number != message.sender()) {
                news.accept(member.listener);
            }
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private final class Member implements Subscription {
        private final String channel;
        private final long number;
        private final Listener listener;
        private volatile boolean closed;

        Member(String channel, long number, Listener listener) {
            this.channel = channel;
            this.number = number;
            this.listener = listener;
        }

        @Override
        public void publish(long sequence, byte[] update) {
            tell(
                    update.length > MAX_UPDATE
                            ? RedisMessage.advanced(number, sequence)
                            : RedisMessage.committed(number, sequence, update));
        }

        @Override
        public void present(byte[] message) {
            tell(RedisMessage.present(number, message));
        }

        private void tell(RedisMessage message) {
            if (!closed) {
                link.publish(channel, message.encode());
            }
        }

        @Override
        public void close() {
            closed = true;
            channels.computeIfPresent(channel, (key, members) -> {
                List<Member> left =
                        members.stream().filter(member -> member != this).toList();
                if (left.isEmpty()) {
                    link.unsubscribe(channel);
                    return null;
                }
                return left;
            });
        }
    }
}
