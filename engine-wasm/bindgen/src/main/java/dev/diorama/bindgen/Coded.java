package dev.diorama.bindgen;

/** An expected failure; every other {@code Throwable} that leaves an exported method is a bug, with code {@code INTERNAL}. */
public interface Coded {
    /** One of the constants of {@link WebExport#errors}, or of those that every package has. */
    String errorCode();
}
