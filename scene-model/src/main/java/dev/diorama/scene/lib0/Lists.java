package dev.diorama.scene.lib0;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What TeaVM's lists do in quadratic time, in linear time. */
public final class Lists {

    private Lists() {}

    /**
     * Takes the elements out that the test is true of; the others keep their order.
     *
     * @param list of quick access by index
     */
    public static <T> void removeIf(List<T> list, Predicate<? super T> test) {
        int kept = 0;
        for (int i = 0; i < list.size(); i++) {
            T element = list.get(i);
            if (!test.test(element)) {
                if (kept < i) {
                    list.set(kept, element);
                }
                kept++;
            }
        }
        for (int i = list.size() - 1; i >= kept; i--) {
            list.remove(i);
        }
    }

    /** The elements from one index up to before another, as a copy: a list's own view of a part costs a page a kilobyte of code. */
    public static <T> List<T> part(List<T> list, int from, int to) {
        List<T> part = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            part.add(list.get(i));
        }
        return part;
    }
}
