package dev.diorama.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the Diorama server. */
@SpringBootApplication
public class CollabServerApplication {

    /** Starts the server with Spring Boot's arguments, for instance {@code --server.port=9000}, or does a command. */
    public static void main(String[] args) {
        if (Commands.areIn(args)) {
            Commands.run(args);
        } else {
            SpringApplication.run(CollabServerApplication.class, args);
        }
    }
}
