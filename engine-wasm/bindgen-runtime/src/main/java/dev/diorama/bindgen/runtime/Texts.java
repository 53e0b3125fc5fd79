package dev.diorama.bindgen.runtime;

import java.util.ArrayList;
import java.util.List;

/** A list of strings as one string: each with its length and a colon before it, {@code 1:a2:bc}. */
public final class Texts {
    private Texts() {}

    /** The list that the glue packed. */
    public static List<String> unpack(String packed) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < packed.length(); ) {
            int length = 0;
            char c = packed.charAt(at++);
            while (c >= '0' && c <= '9' && at < packed.length()) {
                length = 10 * length + c - '0';
                c = packed.charAt(at++);
            }
            if (c != ':' || length < 0 || length > packed.length() - at) {
                throw new BoundaryException("INTERNAL", "not a list of strings: at=" + at);
            }
            texts.add(packed.substring(at, at + length));
            at += length;
        }
        return texts;
    }
}
