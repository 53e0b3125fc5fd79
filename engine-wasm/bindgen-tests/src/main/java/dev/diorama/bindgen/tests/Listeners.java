package dev.diorama.bindgen.tests;

import dev.diorama.bindgen.WebFlags;
import dev.diorama.bindgen.WebJson;
import dev.diorama.bindgen.WebListener;
import dev.diorama.bindgen.WebOptional;

/** Every kind of event. */
@WebListener
public interface Listeners {
    /** Arguments of every type. */
    void onAll(int whole, double number, boolean flag, String text, byte[] bytes, float[] floats);

    /** JSON. */
    @WebOptional
    void onJson(@WebJson(Shape.class) String shape);

    /** Bits. */
    void onBits(@WebFlags(Color.class) int colors);

    /** A failure. */
    @WebOptional
    void onError(RuntimeException error);

    /** What JSON has. */
    record Shape(String name, int size) {}
}
