package dev.diorama.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class OriginPolicyTest {
    private static final OriginPolicy LOOPBACK = policy(true, List.of(), List.of());

    @ParameterizedTest
    @DisplayName("[U28] on loopback the server answers to loopback's names only")
    @CsvSource({
        "localhost,true",
        "localhost:8080,true",
        "LOCALHOST:1,true",
        "127.0.0.1:8080,true",
        "127.1.2.3,true",
        "[::1]:8080,true",
        "evil.example:8080,false",
        "127.0.0.1.evil.example,false",
        "localhost.evil.example,false",
        "192.168.0.7,false",
        "'',false",
        "a b,false",
        "user@localhost,false",
        "localhost/x,false"
    })
    void checksHostOnLoopback(String host, boolean allowed) {
        assertThat(LOOPBACK.allowsHost(headers(host, null))).isEqualTo(allowed);
    }

    @Test
    @DisplayName("[U28] configured names are answered to, and then no others but loopback's")
    void answersToConfiguredNames() {
        OriginPolicy policy = policy(false, List.of("scenes.example.org"), List.of());
        assertThat(policy.allowsHost(headers("scenes.example.org", null))).isTrue();
        assertThat(policy.allowsHost(headers("scenes.example.org:8443", null))).isTrue();
        assertThat(policy.allowsHost(headers("localhost:8080", null))).isTrue();
        assertThat(policy.allowsHost(headers("other.example.org", null))).isFalse();
        OriginPolicy capitals = policy(false, List.of("Scenes.Example.ORG"), List.of());
        assertThat(capitals.allowsHost(headers("sceneS.example.org", null))).isTrue();
        assertThat(policy(false, List.of(), List.of()).allowsHost(headers("other.example.org", null)))
                .isTrue();
    }

    @ParameterizedTest
    @DisplayName("[U29] a socket is opened for the server's own pages")
    @CsvSource({
        "localhost:8080,http://localhost:8080,true",
        "scenes.example.org,https://scenes.example.org,true",
        "scenes.example.org,http://scenes.example.org,true",
        "scenes.example.org:8443,https://scenes.example.org:8443,true",
        "localhost:8080,http://localhost:8081,false",
        "localhost:8080,http://127.0.0.1:8080,false",
        "localhost:8080,http://evil.example,false",
        "localhost:8080,https://localhost,false",
        "localhost:8080,null,false",
        "localhost:8080,chrome-extension://abc,false",
        "localhost:8080,http://localhost:8080.evil.example,false",
    })
    void checksOrigin(String host, String origin, boolean allowed) {
        assertThat(LOOPBACK.allowsOrigin(headers(host, origin))).isEqualTo(allowed);
    }

    @Test
    @DisplayName("[U29] programs send no origin; configured origins are let in")
    void letsProgramsAndConfiguredOriginsIn() {
        assertThat(LOOPBACK.allowsOrigin(headers("localhost", null))).isTrue();
        OriginPolicy policy = policy(true, List.of(), List.of("https://blog.example.org"));
        assertThat(policy.allowsOrigin(headers("localhost", "https://blog.example.org")))
                .isTrue();
        assertThat(policy.allowsOrigin(headers("localhost", "https://blog.example.org:444")))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> policy(true, List.of(), List.of("blog.example.org")));
    }

    private static OriginPolicy policy(boolean loopbackOnly, List<String> hosts, List<String> origins) {
        return OriginPolicy.of(new AccessProperties(hosts, origins), loopbackOnly);
    }

    private static HttpHeaders headers(String host, @org.jspecify.annotations.Nullable String origin) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.HOST, host);
        if (origin != null) {
            headers.set(HttpHeaders.ORIGIN, origin);
        }
        return headers;
    }
}
