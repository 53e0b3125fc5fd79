package dev.diorama.server.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, when the server is ready, where it is, where its data is, and from where it can be reached. */
@Component
final class ReadyAnnouncement {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReadyAnnouncement.class);

    private final DataFolder folder;
    private final Environment environment;

    ReadyAnnouncement(DataFolder folder, Environment environment) {
        this.folder = folder;
        this.environment = environment;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext context)
                || context.getWebServer() == null) {
            return;
        }
        int port = context.getWebServer().getPort();
        String address = environment.getProperty("server.address", "");
        LOGGER.info("Data folder: {}", folder.path());
        LOGGER.info(
                "Started in {} ms",
                event.getTimeTaken() == null ? "?" : event.getTimeTaken().toMillis());
        if (address.startsWith("127.") || address.equals("localhost") || address.equals("::1")) {
            LOGGER.info("Listening on {} only: other machines cannot connect (--server.address=0.0.0.0).", address);
        } else {
            LOGGER.warn("Listening on {}: other machines can connect.", address.isEmpty() ? "all addresses" : address);
        }
        LOGGER.info("Diorama is ready: open http://localhost:{}/", port);
    }
}
