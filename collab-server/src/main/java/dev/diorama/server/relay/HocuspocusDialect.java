package dev.diorama.server.relay;

/** How one document is spoken of to Hocuspocus's provider: each of its updates is answered by one status. */
final class HocuspocusDialect implements Dialect {
    private static final byte SYNC_STATUS = 8;
    private static final Frame APPLIED = Frame.of(new byte[] {SYNC_STATUS, 1});
    private static final Frame REFUSED = Frame.of(new byte[] {SYNC_STATUS, 0});

    @Override
    public Frame stored(Edit edit, long sequence) {
        return APPLIED;
    }

    @Override
    public Frame known(Edit edit) {
        return APPLIED;
    }

    @Override
    public Frame refused(Edit edit, String reason) {
        // Having nothing to say is no attempt to write.
        return edit.isEmpty() ? APPLIED : REFUSED;
    }
}
