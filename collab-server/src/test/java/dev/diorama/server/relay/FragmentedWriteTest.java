package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large messages, a fragment each time the event loop comes round. */
class FragmentedWriteTest {
    private static final byte[] HEAD = {0, 2, 3};

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ChannelPromise written = channel.newPromise();

    @ParameterizedTest
    @CsvSource({"1, true", "262144, true", "262145, true", "1000000, true", "262145, false", "1000000, false"})
    @DisplayName("[U72] a large message goes out in fragments, in order, and is over with the last one")
    void writesAll(int size, boolean shared) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        ByteBuffer body = ByteBuffer.allocateDirect(size).put(0, bytes);
        byte[] head = shared ? HEAD : new byte[0];
        Frame message = shared ? Frame.shared(head, body) : Frame.of(bytes);
        new FragmentedWrite(channel, message, written).run();
        List<WebSocketFrame> frames = new ArrayList<>();
        for (WebSocketFrame frame = next(); frame != null; frame = next()) {
            assertThat(written.isSuccess()).isEqualTo(frame.isFinalFragment());
            frames.add(frame);
            assertThat(channel.<Object>readOutbound()).as("one at a time").isNull();
            channel.runScheduledPendingTasks();
        }
        assertThat(frames).hasSize(Math.ceilDiv(size, FragmentedWrite.FRAGMENT_BYTES));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < frames.size(); i++) {
            WebSocketFrame frame = frames.get(i);
            assertThat(frame).isInstanceOf(i == 0 ? BinaryWebSocketFrame.class : ContinuationWebSocketFrame.class);
            assertThat(frame.isFinalFragment()).isEqualTo(i == frames.size() - 1);
            ByteBuf content = frame.content();
            byte[] part = new byte[content.readableBytes()];
            content.readBytes(part);
            all.writeBytes(part);
            frame.release();
        }
        assertThat(all.toByteArray())
                .isEqualTo(ByteBuffer.allocate(head.length + size)
                        .put(head)
                        .put(bytes)
                        .array());
        assertThat(body.remaining()).as("the body serves others, too").isEqualTo(size);
    }

    @Test
    @DisplayName("[U72] what the event loop has for others comes between two fragments")
    void leavesRoom() {
        new FragmentedWrite(channel, Frame.of(new byte[600_000]), written).run();
        var unused = channel.writeAndFlush(new PingWebSocketFrame());
        channel.runScheduledPendingTasks();
        assertThat(next()).isInstanceOf(BinaryWebSocketFrame.class);
        assertThat(next()).isInstanceOf(PingWebSocketFrame.class);
        assertThat(next()).isInstanceOf(ContinuationWebSocketFrame.class);
    }

    @Test
    @DisplayName("[U72] a connection that ends between two fragments ends the write")
    void failsWithTheConnection() {
        new FragmentedWrite(channel, Frame.of(new byte[600_000]), written).run();
        var unused = channel.close();
        channel.runScheduledPendingTasks();
        assertThat(written.isDone()).isTrue();
        assertThat(written.isSuccess()).isFalse();
    }

    private WebSocketFrame next() {
        return channel.readOutbound();
    }
}
