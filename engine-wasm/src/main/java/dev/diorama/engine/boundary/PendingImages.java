package dev.diorama.engine.boundary;

import dev.diorama.bindgen.Completion;
import dev.diorama.engine.webgpu.WebGpuException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The images that the page asked for and does not have yet. */
final class PendingImages {
    private final List<Completion<byte[]>> images = new ArrayList<>();

    /** Asks for an image; when asking fails, nothing is awaited. */
    void request(Completion<byte[]> image, Consumer<Consumer<byte[]>> ask) {
        images.add(image);
        boolean asked = false;
        try {
            ask.accept(rgba -> finish(image, rgba));
            asked = true;
        } finally {
            if (!asked) {
                images.remove(image);
            }
        }
    }

    private void finish(Completion<byte[]> image, byte[] rgba) {
        if (!images.remove(image)) {
            return;
        }
        if (rgba.length > 0) {
            image.done(rgba);
        } else {
            image.fail(new WebGpuException("DEVICE_LOST", "the graphics device was lost"));
        }
    }

    /** None of them will come. */
    void fail(RuntimeException reason) {
        List<Completion<byte[]>> asked = List.copyOf(images);
        images.clear();
        for (Completion<byte[]> image : asked) {
            image.fail(reason);
        }
    }

    /** Nobody waits for them any more. */
    void forget() {
        images.clear();
    }
}
