package dev.diorama.bindgen.runtime;

import dev.diorama.bindgen.Coded;
import org.jspecify.annotations.Nullable;

/** What is told of a throwable that leaves Java. */
public final class Failures {
    private static final String INTERNAL = "INTERNAL";

    private Failures() {}

    /** The stable code of a failure; {@code null} means that it did not come from Java. */
    public static String code(@Nullable Throwable failure) {
        return failure instanceof Coded coded ? coded.errorCode() : INTERNAL;
    }

    /** What a failure says; the name of its class where it says nothing, {@code null} when it did not come from Java. */
    public static @Nullable String message(@Nullable Throwable failure) {
        if (failure == null || failure.getMessage() != null) {
            return failure == null ? null : failure.getMessage();
        }
        return failure.getClass().getName();
    }
}
