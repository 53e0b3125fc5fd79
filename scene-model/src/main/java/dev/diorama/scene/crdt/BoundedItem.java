package dev.diorama.scene.crdt;

/** An item that was written in front of another one. The others, all values of maps among them, need no room for a right origin. */
final class BoundedItem extends Item {

    private final ClientStructs rightOriginClient;
    private final int rightOriginClock;

    BoundedItem(
            ClientStructs client, int clock, Content content, ClientStructs rightOriginClient, int rightOriginClock) {
        super(client, clock, content);
        this.rightOriginClient = rightOriginClient;
        this.rightOriginClock = rightOriginClock;
    }

    @Override
    ClientStructs rightOriginClient() {
        return rightOriginClient;
    }

    @Override
    int rightOriginClock() {
        return rightOriginClock;
    }
}
