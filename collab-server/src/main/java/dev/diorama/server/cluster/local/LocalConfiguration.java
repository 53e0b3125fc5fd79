package dev.diorama.server.cluster.local;

import dev.diorama.server.cluster.FanoutChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Fans out in this process, unless something that reaches other servers is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(FanoutChoice.Local.class)
class LocalConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(LocalConfiguration.class);

    @Bean
    LocalFanout fanout() {
        LOGGER.info("Fan-out: this server only");
        return new LocalFanout();
    }
}
