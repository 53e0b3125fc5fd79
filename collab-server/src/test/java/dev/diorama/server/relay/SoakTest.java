package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.testing.Person;
import dev.diorama.server.testing.ServerProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight people, each with a script of chance, for a while: edits, lost connections, edits without one, returns. */
class SoakTest {
    private static final int PEOPLE = 8;
    private static final long EDIT_MILLIS = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern STATE_HASH = Pattern.compile("\"stateHash\":\"([0-9a-f]{64})\"");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U123] after ten seconds of edits and lost connections everybody and the server have the same scene")
    void converges() throws Exception {
        soak(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @Test
    @Tag("long")
    @DisplayName("[U123] after ten minutes, too, and the server's memory is as it was")
    void convergesInTheLongRun() throws Exception {
        List<Long> heaps = soak(Duration.ofMinutes(10), Duration.ofMinutes(1));
        // The log of a room grows, what a room holds in memory for a scene of one size does not, beyond its deleted
        // history.
        long early = heaps.get(1);
        long late = heaps.get(heaps.size() - 2);
        assertThat(late).as("live heap in KiB, minute by minute: %s", heaps).isLessThan(early + early / 4);
        assertThat(heaps.getLast())
                .as("live heap in KiB without the room, at the start and now: %s", heaps)
                .isLessThan(heaps.getFirst() + 8 * 1024);
    }

    /** Runs people for a time; returns the server's live heap at the start, in between, and when everybody is gone. */
    private List<Long> soak(Duration time, Duration between) throws Exception {
        long seed = System.nanoTime();
        System.out.println("soak: people=" + PEOPLE + ", time=" + time + ", seed=" + seed);
        List<Long> heaps = new ArrayList<>();
        ServerProcess server = ServerProcess.start(folder, "--diorama.relay.unload=1s");
        List<Person> people = new ArrayList<>();
        try {
            heaps.add(liveHeap(server));
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < PEOPLE; i++) {
                people.add(new Person(100 + i, () -> server.socket("soak"), random.nextLong()));
            }
            live(people, random, time, between, () -> {
                heaps.add(liveHeap(server));
                System.out.println("soak: live heap=" + heaps.getLast() + " KiB, nodes="
                        + people.getFirst().size());
            });
            assertEqual(server, people, seed);
            people.forEach(person -> System.out.println("soak: drops=" + person.drops() + ", " + person.tally()));
            people.forEach(Person::close);
            Awaitility.await("the room is unloaded")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> metric(server, "diorama.relay.rooms") == 0);
            heaps.add(liveHeap(server));
            System.out.println("soak: live heap without the room=" + heaps.getLast() + " KiB, at the start="
                    + heaps.getFirst() + " KiB");
            return heaps;
        } finally {
            people.forEach(Person::close);
            server.close();
        }
    }

    private static void live(
            List<Person> people, SplittableRandom random, Duration time, Duration between, Runnable report) {
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("soak-", 0).factory())) {
            people.forEach(Person::connect);
            for (Person person : people) {
                SplittableRandom own = random.split();
                var unused = clock.scheduleAtFixedRate(
                        () -> act(person, own), own.nextLong(EDIT_MILLIS), EDIT_MILLIS, TimeUnit.MILLISECONDS);
            }
            for (long left = time.toMillis(); left > 0; left -= between.toMillis()) {
                clock.schedule(report, Math.min(left, between.toMillis()), TimeUnit.MILLISECONDS)
                        .get();
            }
            clock.shutdownNow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A turn: mostly an edit, sometimes the connection is lost, and after a while it is there again. */
    private static void act(Person person, SplittableRandom random) {
        int chance = random.nextInt(200);
        if (!person.isConnected()) {
            if (chance < 20) {
                person.connect();
            }
        } else if (chance < 4) {
            person.drop();
        }
        person.edit();
    }

    private static void assertEqual(ServerProcess server, List<Person> people, long seed) {
        people.forEach(Person::connect);
        Awaitility.await("everybody has the server's scene, seed=" + seed)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    String server1 = stateHash(server);
                    assertThat(people).extracting(Person::stateHash).containsOnly(server1);
                });
        System.out.println("soak: equal on " + people.size() + " people and the server: " + stateHash(server));
    }

    private static String stateHash(ServerProcess server) {
        Matcher hash = STATE_HASH.matcher(get(server, "/api/scenes/soak/state"));
        assertThat(hash.find()).isTrue();
        return hash.group(1);
    }

    private static double metric(ServerProcess server, String name) {
        Matcher value = Pattern.compile("\"value\":([0-9.E]+)").matcher(get(server, "/actuator/metrics/" + name));
        assertThat(value.find()).isTrue();
        return Double.parseDouble(value.group(1));
    }

    private static String get(ServerProcess server, String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(server.http(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    /** What survives a collection, in KiB, as the JDK's own tool sees it. */
    private static long liveHeap(ServerProcess server) {
        server.jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(server.jcmd("GC.heap_info"));
        long sum = 0;
        // Generations first; the metaspace's lines come last and are no heap.
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }
}
