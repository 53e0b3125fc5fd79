package dev.diorama.server.cluster.redis;

import dev.diorama.server.ops.StartException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two connections to Redis, one that listens and one that publishes, which come back by themselves.
 *
 * <p>Nothing waits for Redis: what cannot be published at once is dropped. One thread of its own connects and subscribes. Thread-safe.
 */
final class RedisLink implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedisLink.class);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration COMMAND = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final long RETRY_MILLIS = 500;
    /** Bytes on their way to Redis; what would exceed them is dropped, because Redis does not keep up. */
    private static final long MAX_OUTSTANDING = 32 << 20;

    private final Listener listener;
    private final String place;
    private final ClientResources resources;
    private final RedisClient client;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("redis-link").factory());
    private final AtomicLong outstanding = new AtomicLong();
    /** Of the link's thread: channels that are wanted, and those that Redis has confirmed on the connection as it is. */
    private final Set<String> wanted = new HashSet<>();

    private final Set<String> confirmed = new HashSet<>();
    private boolean lossTold;
    private volatile boolean closed;
    private volatile boolean listening;
    private volatile @Nullable StatefulRedisPubSubConnection<String, byte[]> subscriber;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> publisher;

    private RedisLink(RedisURI uri, Listener listener) {
        this.listener = listener;
        this.place = uri.getHost() + ":" + uri.getPort();
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(RETRY_MILLIS)))
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(SocketOptions.KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(10))
                                .interval(Duration.ofSeconds(5))
                                .count(3)
                                .build())
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(COMMAND))
                .build());
        client.addListener(new ConnectionListener());
    }

    /**
     * Begins to connect; does not wait for it.
     *
     * @param url {@code redis://...}
     * @throws StartException if that is no address of Redis
     */
    static RedisLink open(String url, Listener listener) {
        RedisURI uri;
        try {
            uri = RedisURI.create(url);
            uri.setTimeout(COMMAND);
        } catch (RuntimeException e) {
            // What it says may hold the password.
            throw new StartException(
                    "diorama.cluster.redis.url is not an address of Redis.",
                    "Write it as redis://HOST:PORT or redis://USER:PASSWORD@HOST:PORT, with rediss: for TLS"
                            + " (DIORAMA_CLUSTER_REDIS_URL). Without it the server works alone.",
                    new IllegalArgumentException("not an address of Redis"));
        }
        RedisLink link = new RedisLink(uri, listener);
        var unused = link.thread.scheduleWithFixedDelay(link::mend, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        return link;
    }

    /** Host and port, for people. */
    String place() {
        return place;
    }

    /** Whether messages go out and come in, as far as is known. */
    boolean isUp() {
        StatefulRedisConnection<String, byte[]> connection = publisher;
        return listening && connection != null && connection.isOpen();
    }

    /** Listens to a channel from now on; the listener hears when that is so. */
    void subscribe(String channel) {
        run(() -> {
            wanted.add(channel);
            mend();
        });
    }

    /** Listens to a channel no longer. */
    void unsubscribe(String channel) {
        run(() -> {
            wanted.remove(channel);
            StatefulRedisPubSubConnection<String, byte[]> connection = subscriber;
            if (confirmed.remove(channel) && connection != null) {
                var unused = connection.async().unsubscribe(channel);
            }
        });
    }

    /** Publishes, or drops the message when Redis is gone or does not keep up. */
    void publish(String channel, byte[] message) {
        StatefulRedisConnection<String, byte[]> connection = publisher;
        if (connection == null || !connection.isOpen()) {
            return;
        }
        if (outstanding.addAndGet(message.length) > MAX_OUTSTANDING) {
            outstanding.addAndGet(-message.length);
            return;
        }
        var unused = connection
                .async()
                .publish(channel, message)
                .whenComplete((count, failure) -> outstanding.addAndGet(-message.length));
    }

    /** Hands a task to the link's thread; after the end it is dropped. */
    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.trace("The link to Redis is closed", e);
        }
    }

    /** Connects if need be, and subscribes to what is wanted; on the link's thread. */
    private void mend() {
        try {
            if (publisher == null) {
                publisher = client.connect(CODEC);
            }
            StatefulRedisPubSubConnection<String, byte[]> connection = subscriber;
            if (connection == null) {
                connection = client.connectPubSub(CODEC);
                connection.addListener(new RedisPubSubAdapter<String, byte[]>() {
                    @Override
                    public void message(String channel, byte[] message) {
                        listener.received(channel, message);
                    }
                });
                subscriber = connection;
                listening = true;
            }
            if (listening) {
                subscribeToAll(connection);
                foundIfLost();
            }
        } catch (RedisException e) {
            LOGGER.debug("Redis is out of reach", e);
            lost(e);
        } catch (RuntimeException e) {
            LOGGER.error("The link to Redis failed", e);
        }
    }

    private void subscribeToAll(StatefulRedisPubSubConnection<String, byte[]> connection) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(confirmed);
        if (missing.isEmpty()) {
            return;
        }
        String[] channels = missing.toArray(String[]::new);
        // On the listening connection commands never wait behind one another for long: the answer is awaited.
        connection.sync().subscribe(channels);
        confirmed.addAll(missing);
        missing.forEach(listener::subscribed);
    }

    private void lost(@Nullable Exception reason) {
        if (!lossTold && !closed) {
            lossTold = true;
            LOGGER.warn(
                    "Redis is out of reach: {}{}. Editing goes on; servers hear of each other's edits from a shared"
                            + " log, and of people not at all until it is back.",
                    place,
                    reason == null ? "" : " (" + rootMessage(reason) + ")");
        }
    }

    private void foundIfLost() {
        if (lossTold && isUp()) {
            lossTold = false;
            LOGGER.info("Redis is back: {}", place);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        client.shutdown(Duration.ZERO, GOODBYE);
        resources.shutdown(0, GOODBYE.toSeconds(), TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Hears of connections that break and come back; called on the network's threads. */
    private final class ConnectionListener implements RedisConnectionStateListener {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            if (Objects.equals(connection, subscriber)) {
                run(() -> {
                    confirmed.clear();
                    listening = true;
                    mend();
                });
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            boolean listens = Objects.equals(connection, subscriber);
            if (listens || Objects.equals(connection, publisher)) {
                if (listens) {
                    listening = false;
                }
                run(() -> lost(null));
            }
        }

        @Override
        public void onRedisExceptionCaught(RedisChannelHandler<?, ?> connection, Throwable cause) {
            LOGGER.debug("A connection to Redis failed", cause);
        }
    }

    /** Hears of messages and of subscriptions that began, for the first time or again. */
    interface Listener {
        /** A message came; on a network thread. */
        void received(String channel, byte[] message);

        /** From now on messages of this channel come, after a time in which they did not. */
        void subscribed(String channel);
    }
}
