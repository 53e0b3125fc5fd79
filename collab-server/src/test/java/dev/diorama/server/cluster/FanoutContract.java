package dev.diorama.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.log.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every fan-out must do; an implementation's test extends this. */
public abstract class FanoutContract {
    protected static final RoomName ROOM = new RoomName("room 😀");

    /** The fan-out of a server, 0 or 1; both may be the same. */
    protected abstract Fanout fanout(int server);

    @Test
    @DisplayName("[U39] an update reaches all others of its room on all servers, and not itself")
    void updatesReachOthers() {
        Member first = new Member(fanout(0), ROOM);
        Member second = new Member(fanout(1), ROOM);
        first.awaitAsked(1);
        Member third = new Member(fanout(1), ROOM);
        first.awaitAsked(2);
        Member other = new Member(fanout(1), new RoomName("other"));

        first.place.publish(7, new byte[] {0, 1, -1});
        second.awaitNews("7 [0, 1, -1]");
        second.place.publish(8, new byte[0]);
        first.awaitNews("8 []");
        third.awaitNews("8 []");
        assertThat(first.news).containsExactly("8 []");
        assertThat(second.news).containsExactly("7 [0, 1, -1]");
        assertThat(third.news).containsExactly("7 [0, 1, -1]", "8 []");
        assertThat(other.news).isEmpty();
        close(first, second, third, other);
    }

    @Test
    @DisplayName("[U39] a large update reaches the others at least as its sequence")
    void largeUpdatesReachOthers() {
        Member first = new Member(fanout(0), ROOM);
        Member second = new Member(fanout(1), ROOM);
        first.awaitAsked(1);
        for (int i = 1; i <= 40; i++) {
            first.place.publish(i, new byte[1 << 20]);
        }
        first.place.publish(41, new byte[] {41});
        second.awaitNews("41 [41]");
        assertThat(second.news).hasSize(41);
        assertThat(second.news.subList(0, 40)).allMatch(news -> news.matches("(\\d+) (large|advanced)"));
        close(first, second);
    }

    @Test
    @DisplayName("[U39] presence reaches the others; who subscribes has them asked for it")
    void presenceReachesOthers() {
        Member first = new Member(fanout(0), ROOM);
        Member second = new Member(fanout(1), ROOM);
        first.awaitAsked(1);
        first.place.present(new byte[] {1, 2});
        second.awaitNews("present [1, 2]");
        second.place.present(new byte[] {3});
        first.awaitNews("present [3]");
        assertThat(first.news).containsExactly("present [3]");
        assertThat(second.news).containsExactly("present [1, 2]");
        close(first, second);
    }

    @Test
    @DisplayName("[U39] who has left hears nothing and is not heard")
    void leaves() {
        Member first = new Member(fanout(0), ROOM);
        Member second = new Member(fanout(1), ROOM);
        first.awaitAsked(1);
        Member third = new Member(fanout(0), ROOM);
        second.awaitAsked(1);
        second.place.close();
        second.place.publish(1, new byte[] {1});
        second.place.present(new byte[] {1});
        first.place.publish(2, new byte[] {2});
        third.awaitNews("2 [2]");
        third.place.publish(3, new byte[] {3});
        first.awaitNews("3 [3]");
        assertThat(first.news).containsExactly("3 [3]");
        assertThat(third.news).containsExactly("2 [2]");
        Member again = new Member(fanout(1), ROOM);
        first.awaitAsked(3);
        first.place.publish(4, new byte[] {4});
        again.awaitNews("4 [4]");
        assertThat(second.news).isEmpty();
        close(first, third, again);
    }

    private static void close(Member... members) {
        for (Member member : members) {
            member.place.close();
        }
    }

    /** A subscriber that writes down what it hears. */
    protected static final class Member implements Fanout.Listener {
        /** What was heard, in words. */
        public final List<String> news = new CopyOnWriteArrayList<>();

        /** The subscription. */
        public final Fanout.Subscription place;

        private final AtomicInteger asked = new AtomicInteger();

        // The lists are there before anybody calls back.
        @SuppressWarnings("this-escape")
        public Member(Fanout fanout, RoomName room) {
            this.place = fanout.subscribe(room, this);
        }

        /** Waits for some news. */
        public void awaitNews(String expected) {
            Awaitility.await(expected).atMost(Duration.ofSeconds(30)).until(() -> news.contains(expected));
        }

        /** Waits until somebody asked so many times at least. */
        public void awaitAsked(int times) {
            Awaitility.await("asked").atMost(Duration.ofSeconds(30)).until(() -> asked.get() >= times);
        }

        @Override
        public void committed(long sequence, byte[] update) {
            news.add(sequence + " " + (update.length > 100 ? "large" : java.util.Arrays.toString(update)));
        }

        @Override
        public void advanced(long sequence) {
            news.add(sequence + " advanced");
        }

        @Override
        public void present(byte[] message) {
            news.add("present " + java.util.Arrays.toString(message));
        }

        @Override
        public void asked() {
            asked.incrementAndGet();
        }
    }
}
