package dev.diorama.engine.boundary;

import dev.diorama.engine.editor.EditorException;
import dev.diorama.engine.webgpu.WebGpuException;
import org.jspecify.annotations.Nullable;

/** The stable codes of what is thrown out of Java; {@code index.d.ts} lists and explains them. */
final class ErrorCodes {
    static final String INTERNAL = "INTERNAL";

    private ErrorCodes() {}

    /** The code of a failure; {@code null} means that it did not come from Java. */
    static String of(@Nullable Throwable failure) {
        if (failure instanceof EditorException expected) {
            return expected.code().name();
        }
        if (failure instanceof BoundaryException refused) {
            return refused.code();
        }
        return failure instanceof WebGpuException ? "NO_WEBGPU" : INTERNAL;
    }

    /** What a failure says; the name of its class where it says nothing, {@code null} when it did not come from Java. */
    static @Nullable String message(@Nullable Throwable failure) {
        if (failure == null || failure.getMessage() != null) {
            return failure == null ? null : failure.getMessage();
        }
        return failure.getClass().getName();
    }
}
