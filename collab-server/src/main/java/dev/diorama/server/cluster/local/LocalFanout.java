package dev.diorama.server.cluster.local;

import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.RoomName;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Fan-out among the subscribers of this process: with one server and one room of each name, nobody else is there. */
final class LocalFanout implements Fanout {
    private final ConcurrentMap<RoomName, List<Member>> rooms = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(RoomName room, Listener listener) {
        Member member = new Member(room, listener);
        rooms.merge(
                room,
                List.of(member),
                (old, added) -> Stream.concat(old.stream(), added.stream()).toList());
        member.tellOthers(Listener::asked);
        return member;
    }

    private final class Member implements Subscription {
        private final RoomName room;
        private final Listener listener;

        Member(RoomName room, Listener listener) {
            this.room = room;
            this.listener = listener;
        }

        @Override
        public void publish(long sequence, byte[] update) {
            tellOthers(other -> other.committed(sequence, update));
        }

        @Override
        public void present(byte[] message) {
            tellOthers(other -> other.present(message));
        }

        void tellOthers(Consumer<Listener> news) {
            List<Member> members = rooms.getOrDefault(room, List.of());
            if (members.contains(this)) {
                members.stream().filter(member -> member != this).forEach(member -> news.accept(member.listener));
            }
        }

        @Override
        public void close() {
            rooms.computeIfPresent(room, (name, members) -> {
                List<Member> left =
                        members.stream().filter(member -> member != this).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }
}
