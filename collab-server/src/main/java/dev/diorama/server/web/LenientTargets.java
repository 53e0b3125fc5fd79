package dev.diorama.server.web;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.util.HexFormat;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Takes the addresses that browsers send.
 *
 * <p>A URL as browsers parse it (whatwg.org) may hold {@code |}, {@code [} or a lone {@code %} as they are; {@link java.net.URI}, through which
 * every request goes, refuses them (RFC 3986). Providers put the room's name into the URL as it is, so such rooms could not be entered.
 */
@Component
final class LenientTargets implements NettyServerCustomizer {
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "diorama.lenientTargets", new Escaper()));
    }

    /** The same target with everything escaped that has to be. */
    static String escape(String target) {
        StringBuilder escaped = new StringBuilder(target.length() + 8);
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean plain = c == '%'
                    ? i + 2 < target.length()
                            && HexFormat.isHexDigit(target.charAt(i + 1))
                            && HexFormat.isHexDigit(target.charAt(i + 2))
                    : isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
            if (plain || c > 0x7F) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Escapes the target of each request. */
    @ChannelHandler.Sharable
    private static final class Escaper extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && request.uri().startsWith("/")) {
                request.setUri(escape(request.uri()));
            }
            context.fireChannelRead(message);
        }
    }
}
