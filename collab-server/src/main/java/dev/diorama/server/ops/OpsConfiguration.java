package dev.diorama.server.ops;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    @Bean
    OperatorDoor operatorDoor(OperatorProperties properties) {
        return new OperatorDoor(properties.token());
    }
}
