package dev.diorama.server.relay;

import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.RoomSnapshots;
import dev.diorama.server.log.UpdateLog;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What every room uses.
 *
 * @param rooms on which rooms work
 * @param threads on which pages of the log are read
 * @param longThreads for what computes for more than a few milliseconds
 * @param random for the client ids of the rooms' documents
 */
record RelayServices(
        UpdateLog log,
        Fanout fanout,
        InstantSource clock,
        RoomThreads rooms,
        Executor threads,
        Executor longThreads,
        RandomGenerator random,
        RelayProperties properties,
        RelayLimits limits,
        RelayMetrics metrics,
        RoomSnapshots snapshots,
        SnapshotWriter writer) {}
