package dev.diorama.server.sidecar;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the sidecar is and how often it is asked.
 *
 * @param url its address, as {@code http://sidecar:8090}; empty: there is none
 * @param secret shared with it, at least 16 bytes
 * @param interval time between two rounds over the rooms
 * @param timeout longest time for one answer
 * @param documents rooms whose document is kept for the next comparison
 */
@ConfigurationProperties("diorama.sidecar")
record SidecarProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String secret,
        @DefaultValue("30s") Duration interval,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("8") int documents) {

    boolean configured() {
        return !url.isBlank();
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "SidecarProperties[url=" + url + ", interval=" + interval + ", timeout=" + timeout + "]";
    }
}
