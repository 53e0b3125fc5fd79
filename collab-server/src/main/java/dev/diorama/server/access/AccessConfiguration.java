package dev.diorama.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the door: open by default, from the server's own pages only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
class AccessConfiguration {
    @Bean
    @ConditionalOnMissingBean
    RoomAccess roomAccess() {
        return new OpenRoomAccess();
    }

    @Bean
    RestDoor restDoor(RoomAccess access) {
        return new RestDoor(access);
    }

    @Bean
    OriginPolicy originPolicy(AccessProperties properties, Environment environment) throws UnknownHostException {
        String address = environment.getProperty("server.address", "");
        boolean loopbackOnly =
                !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        return OriginPolicy.of(properties, loopbackOnly);
    }

    @Bean
    HostFilter hostFilter(OriginPolicy policy) {
        return new HostFilter(policy);
    }
}
