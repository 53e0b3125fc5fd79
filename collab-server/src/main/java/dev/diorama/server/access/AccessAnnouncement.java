package dev.diorama.server.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says at the start who may do what. */
@Component
final class AccessAnnouncement {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccessAnnouncement.class);

    private final RoomAccess access;

    AccessAnnouncement(RoomAccess access) {
        this.access = access;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void ready() {
        LOGGER.info("{}", access.description());
    }
}
