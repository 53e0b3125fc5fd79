package dev.diorama.packaging;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicInteger;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;

/**
 * Changes no class, but has TeaVM look at them in the same order in every build.
 *
 * <p>The hash containers that its analysis goes through (HPPC) iterate in an order that each takes from a counter, which goes on as long as the JVM
 * does. So the numbers that classes get depended on what else the same Maven had compiled before; here each compilation begins at the same one.
 */
public final class OrderTransformer implements ClassHolderTransformer {
    private static final String CONTAINERS = "org.teavm.hppc.HashContainers";
    private static final String COUNTER = "ITERATION_SEED";

    /** TeaVM makes it by its name, before it looks at any class. */
    public OrderTransformer() {
        counter().set(0);
    }

    /** What the next container takes its order from. */
    public static AtomicInteger counter() {
        try {
            Field counter = Class.forName(CONTAINERS, true, ClassHolderTransformer.class.getClassLoader())
                    .getDeclaredField(COUNTER);
            counter.setAccessible(true);
            return (AtomicInteger) counter.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "TeaVM has other hash containers: are its builds the same without this?", e);
        }
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {}
}
