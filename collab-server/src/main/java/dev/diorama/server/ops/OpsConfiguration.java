package dev.diorama.server.ops;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Wires what every feature stands on: the data folder and the clock. */
@Configuration(proxyBeanMethods = false)
@CommandConfiguration
@EnableConfigurationProperties({OpsProperties.class, OperatorProperties.class})
class OpsConfiguration {
    @Bean
    DataFolder dataFolder(OpsProperties properties) {
        Path configured = properties.dataDir();
        Path folder = configured == null || configured.toString().isEmpty()
                ? DefaultDataFolder.of(System.getProperty("os.name"), System.getProperty("user.home"), System::getenv)
                : configured;
        return new DataFolder(folder.toAbsolutePath().normalize());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Threads of this server's own: shared ones, which is the default, would end for all servers of a process with the first of them. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }

    @Bean
    OperatorDoor operatorDoor(OperatorProperties properties) {
        return new OperatorDoor(properties.token());
    }
}
