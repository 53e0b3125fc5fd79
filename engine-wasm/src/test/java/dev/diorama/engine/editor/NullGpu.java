package dev.diorama.engine.editor;

import static java.util.Objects.requireNonNull;

import dev.diorama.engine.gpu.CallCounter;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.ReadCallback;
import dev.diorama.engine.gpu.TextureFormat;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device that draws nothing and counts its calls. What is read back are the bytes that a test has put in {@link #answers}. */
final class NullGpu {
    final ArrayDeque<byte[]> answers = new ArrayDeque<>();
    private final List<Runnable> reads = new ArrayList<>();
    private final CallCounter counter = new CallCounter();
    private long calls;

    GpuDevice device() {
        return (GpuDevice) handle(GpuDevice.class);
    }

    long calls() {
        return calls;
    }

    /** Lets the reads that are under way end. */
    void settle() {
        List<Runnable> due = new ArrayList<>(reads);
        reads.clear();
        due.forEach(Runnable::run);
    }

    private Object handle(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> call(type, proxy, method, args));
    }

    private @Nullable Object call(Class<?> type, Object proxy, Method method, @Nullable Object[] args) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(args[0]);
            case "toString", "label" -> type.getSimpleName();
            case "counter" -> counter;
            case "limits" -> GpuLimits.DEFAULT;
            case "canvasFormat" -> TextureFormat.RGBA8_UNORM;
            case "size", "width", "height" -> 16384;
            case "now" -> 0.0;
            default -> gpuCall(method, args);
        };
    }

    private @Nullable Object gpuCall(Method method, @Nullable Object[] args) {
        calls++;
        counter.call();
        if (method.getName().equals("readBuffer")) {
            ReadCallback callback = (ReadCallback) requireNonNull(args[3]);
            byte[] bytes = answers.isEmpty() ? new byte[(Integer) requireNonNull(args[2])] : answers.remove();
            reads.add(() -> callback.read(bytes));
        }
        return method.getReturnType() == void.class ? null : handle(method.getReturnType());
    }
}
