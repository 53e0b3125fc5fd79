package dev.diorama.server.log.jdbc;

/** Hears of every group commit, on the thread that made it, one at a time. */
public interface CommitObserver {
    CommitObserver NONE = new CommitObserver() {};

    /** A group was made durable. */
    default void committed(int updates, long nanos) {}

    /** A group was refused by the store and rolled back. */
    default void failed(int updates, Throwable reason) {}

    /** The store takes something again after it refused. */
    default void recovered() {}
}
