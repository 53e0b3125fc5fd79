package dev.diorama.server.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Closes connections on which no request has come as a whole in time, however busily its bytes trickle in.
 *
 * <p>The idle timeout sees a connection on which nothing happens; one byte now and then holds such a connection for ever.
 */
@Component
final class RequestDeadline implements NettyServerCustomizer {
    private final long millis;

    /**
     * For all connections.
     *
     * @param time from the start of a connection, or the end of an answer, until the head of a request must be there
     */
    RequestDeadline(@Value("${server.netty.idle-timeout:60s}") Duration time) {
        this.millis = time.toMillis();
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "diorama.requestDeadline", new Deadline(millis)));
    }

    /** The deadline of one connection. */
    private static final class Deadline extends ChannelDuplexHandler {
        private final long millis;
        private @Nullable Future<?> end;

        Deadline(long millis) {
            this.millis = millis;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            start(context);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                stop();
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response
                    && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                // From now on it is a socket, which has its own signs of life.
                stop();
            } else if (message instanceof LastHttpContent) {
                start(context);
            }
            var unused = context.write(message, promise);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            stop();
        }

        private void start(ChannelHandlerContext context) {
            stop();
            Runnable close = () -> {
                var unused = context.close();
            };
            end = context.executor().schedule(close, millis, TimeUnit.MILLISECONDS);
        }

        private void stop() {
            Future<?> known = end;
            if (known != null) {
                boolean unused = known.cancel(false);
                end = null;
            }
        }
    }
}
