package dev.diorama.server.sidecar;

import dev.diorama.server.log.RoomHead;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the rooms: each one with entries that no verdict covers is judged by both implementations.
 *
 * <p>Reads the log only. No room's thread, socket or edit ever waits for it. Belongs to the referee's thread.
 */
final class Referee {
    private static final Logger LOGGER = LoggerFactory.getLogger(Referee.class);
    private static final int PAGE = 500;
    /** Rooms that are told as unavailable in a round without a sidecar; the others show as lag. */
    private static final int MAX_TOLD = 100;

    private final UpdateLog log;
    private final CheckpointStore store;
    private final SidecarClient sidecar;
    private final ServerDocuments documents;
    private final ReproductionBundle bundle;
    private final RefereeStatus status;
    private final Clock clock;
    private final String member;
    private final Duration lease;

    Referee(Parts parts, String member, Duration lease) {
        this.log = parts.log();
        this.store = parts.store();
        this.sidecar = parts.sidecar();
        this.documents = parts.documents();
        this.bundle = parts.bundle();
        this.status = parts.status();
        this.clock = parts.clock();
        this.member = member;
        this.lease = lease;
    }

    /** Judges every room that moved; does nothing while another server of the cluster does it. */
    void round() throws InterruptedException {
        if (!store.lead(member, lease)) {
            status.standby();
            return;
        }
        Round round = new Round();
        RoomName after = null;
        for (List<RoomHead> page = log.rooms(null, PAGE); !page.isEmpty(); page = log.rooms(after, PAGE)) {
            Map<RoomName, Long> judged =
                    store.judged(log.id(), page.stream().map(RoomHead::room).toList());
            for (RoomHead each : page) {
                long before = judged.getOrDefault(each.room(), 0L);
                // A log put back from a backup is shorter, hence "another" and not "more".
                if (before != each.head()) {
                    round.room(each, before);
                }
            }
            after = page.getLast().room();
            if (!store.lead(member, lease)) {
                break;
            }
        }
        if (!round.away && (round.asked > 0 || sidecar.isAlive())) {
            status.contact(clock.instant());
        } else {
            status.away(round.away ? round.reason : "the sidecar cannot be asked");
        }
        status.round(round.lag, store.quarantinedRooms());
    }

    /** What the referee works with. */
    record Parts(
            UpdateLog log,
            CheckpointStore store,
            SidecarClient sidecar,
            ServerDocuments documents,
            ReproductionBundle bundle,
            RefereeStatus status,
            Clock clock) {}

    /** One way round the rooms. */
    private final class Round {
        private boolean away;
        private String reason = "";
        private int asked;
        private int told;
        private long lag;

        void room(RoomHead each, long before) throws InterruptedException {
            if (away) {
                if (told++ < MAX_TOLD) {
                    save(each, Verdict.UNAVAILABLE, null, null, reason);
                }
                lag += Math.max(1, each.head() - before);
            } else if (!judge(each)) {
                lag += Math.max(1, each.head() - before);
            }
        }

        /** Whether there is a verdict now. */
        private boolean judge(RoomHead each) throws InterruptedException {
            Hashes ours;
            try {
                ours = documents.at(each.room(), each.head());
            } catch (IllegalStateException e) {
                LOGGER.error("A room cannot be replayed: room={}, sequence={}", each.room(), each.head(), e);
                save(each, Verdict.UNAVAILABLE, null, null, "the server cannot replay the room");
                return false;
            }
            Answer answer;
            try {
                answer = sidecar.ask(each.room(), each.head());
                if (!answer.log().equals(log.id())) {
                    throw new SidecarUnavailableException("the sidecar reads another log");
                }
            } catch (SidecarUnavailableException e) {
                reason = String.valueOf(e.getMessage());
                save(each, Verdict.UNAVAILABLE, ours, null, reason);
                // A room that takes too long is its own trouble; a sidecar that is away is that of all.
                away = !sidecar.isAlive();
                return false;
            }
            asked++;
            if (answer.refused() == 0 && answer.hashes().equals(ours)) {
                save(each, Verdict.VERIFIED, ours, answer.hashes(), "");
            } else {
                String detail = answer.refused() == 0 ? "" : "the sidecar refuses entry " + answer.refused();
                save(each, Verdict.MISMATCH, ours, answer.hashes(), detail);
            }
            return true;
        }

        private void save(
                RoomHead each, Verdict verdict, @Nullable Hashes ours, @Nullable Hashes theirs, String detail) {
            Checkpoint checkpoint =
                    new Checkpoint(each.room(), log.id(), each.head(), clock.millis(), verdict, ours, theirs, detail);
            boolean first = store.add(checkpoint);
            status.judged(verdict);
            if (first) {
                LOGGER.error(
                        "Two implementations disagree about a room; its log must be kept whole: room={}, sequence={}, server={}, sidecar={}",
                        each.room(),
                        each.head(),
                        ours,
                        theirs);
                bundle.write(checkpoint);
            }
        }
    }
}
