package dev.diorama.server.cluster.local;

import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.cluster.FanoutContract;

class LocalFanoutTest extends FanoutContract {
    private final Fanout fanout = new LocalFanout();

    @Override
    protected Fanout fanout(int server) {
        return fanout;
    }
}
