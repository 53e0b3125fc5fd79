package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackedFramesTest {
    private static final int[] SIZES = {0, 1, 125, 126, 127, 255, 256, 30_000, 65_535, 65_536};

    @Test
    @DisplayName("[U133] messages of any length that leave as one buffer are read as the messages they were")
    void isWhatTheProtocolSays() {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> messages = new ArrayList<>();
        for (int size : SIZES) {
            byte[] message = new byte[size];
            random.nextBytes(message);
            messages.add(message);
        }
        EmbeddedChannel peer = new EmbeddedChannel(new WebSocket08FrameDecoder(false, false, 1 << 20));
        peer.writeInbound(
                PackedFrames.pack(messages.stream().map(Frame::of).toList(), UnpooledByteBufAllocator.DEFAULT));
        for (byte[] message : messages) {
            BinaryWebSocketFrame frame = peer.readInbound();
            assertThat(frame.isFinalFragment()).isTrue();
            assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(message);
            frame.release();
        }
        assertThat(peer.<Object>readInbound()).isNull();
        peer.finishAndReleaseAll();
    }

    @Test
    @DisplayName("[U133] what is shared is not copied for each socket")
    void leavesSharedOnes() {
        Frame small = Frame.of(new byte[100]);
        assertThat(PackedFrames.fit(List.of(small, small))).isTrue();
        assertThat(PackedFrames.fit(List.of(small, Frame.shared(new byte[1], ByteBuffer.allocateDirect(1)))))
                .isFalse();
    }
}
