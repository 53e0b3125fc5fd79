package dev.diorama.server.relay;

import dev.diorama.scene.crdt.DecodeLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much anybody may send, and how much a room may come to hold by it. Sizes of messages are in {@link RelayProperties}.
 *
 * @param updateStructs items and gaps in a live edit
 * @param updateClients whose edits are in a live edit
 * @param updateDeleteRanges in the delete set of a live edit
 * @param stateStructs items and gaps in a step2
 * @param stateClients whose edits are in a step2
 * @param stateDeleteRanges in the delete set of a step2
 * @param roomClients whose edits a room holds or refers to
 * @param socketClients that live edits of one socket bring to the room
 * @param roomWaiting structs and deleted ranges of a room that wait for edits that have not come
 * @param socketWaiting of these, the ones that came through one socket
 * @param presencePerSocket people that one socket speaks for
 * @param presencePerSecond messages of a socket that say something new of people, in the long run
 * @param presenceBurst of these at once
 * @param asksPerSecond how often a socket may ask for what it lacks of a large room, in the long run
 * @param askBurst how often at once
 * @param bytesPerSecond of one socket in the long run
 * @param byteBurst of one socket at once
 * @param socketsPerAddress open at a time
 * @param roomsPerAddress that these sockets are in
 * @param connectsPerAddress new sockets of one address a second, in the long run
 * @param connectBurstPerAddress new sockets of one address at once
 * @param connectsPerSecond new sockets of everybody, in the long run
 * @param connectBurst new sockets of everybody at once
 * @param exemptLoopback whether this machine is no address that counts: behind a proxy everybody seems to come from it
 */
@ConfigurationProperties("diorama.limits")
record RelayLimits(
        @DefaultValue("250000") int updateStructs,
        @DefaultValue("1000") int updateClients,
        @DefaultValue("100000") int updateDeleteRanges,
        @DefaultValue("4000000") int stateStructs,
        @DefaultValue("100000") int stateClients,
        @DefaultValue("4000000") int stateDeleteRanges,
        @DefaultValue("100000") int roomClients,
        @DefaultValue("1000") int socketClients,
        @DefaultValue("10000") int roomWaiting,
        @DefaultValue("1000") int socketWaiting,
        @DefaultValue("100") int presencePerSocket,
        @DefaultValue("1000") int presencePerSecond,
        @DefaultValue("2000") int presenceBurst,
        @DefaultValue("2") int asksPerSecond,
        @DefaultValue("20") int askBurst,
        @DefaultValue("16MB") DataSize bytesPerSecond,
        @DefaultValue("160MB") DataSize byteBurst,
        @DefaultValue("2000") int socketsPerAddress,
        @DefaultValue("500") int roomsPerAddress,
        @DefaultValue("50") int connectsPerAddress,
        @DefaultValue("1000") int connectBurstPerAddress,
        @DefaultValue("1000") int connectsPerSecond,
        @DefaultValue("10000") int connectBurst,
        @DefaultValue("true") boolean exemptLoopback) {

    /** Of a live edit. */
    DecodeLimits update(DataSize size) {
        return new DecodeLimits(Math.toIntExact(size.toBytes()), updateStructs, updateClients, updateDeleteRanges);
    }

    /** Of a step2. */
    DecodeLimits state(DataSize size) {
        return new DecodeLimits(Math.toIntExact(size.toBytes()), stateStructs, stateClients, stateDeleteRanges);
    }
}
