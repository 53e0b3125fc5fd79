package dev.diorama.server.log.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the log's PostgreSQL is.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}
 * @param username may create tables in the database
 * @param password never logged
 * @param readers most connections that read; two more write
 */
@ConfigurationProperties("diorama.log.postgres")
record PostgresProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("8") int readers) {
    /** The address without anything that may be secret. */
    String place() {
        int options = url.indexOf('?');
        String bare = options < 0 ? url : url.substring(0, options);
        int user = bare.lastIndexOf('@');
        int host = bare.indexOf("//");
        return user < 0 || host < 0 ? bare : bare.substring(0, host + 2) + bare.substring(user + 1);
    }

    @Override
    public String toString() {
        return "PostgresProperties[url=" + place() + ", username=" + username + "]";
    }
}
