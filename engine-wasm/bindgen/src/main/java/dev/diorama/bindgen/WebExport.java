package dev.diorama.bindgen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class the API of an npm package: every public method becomes one of the JavaScript class of the same name.
 *
 * <p>A module has one such class. Its instances come from static methods that end in a {@link Completion} of the class itself; a method
 * {@code free()} gives an instance back. Javadoc becomes the documentation of {@code index.d.ts}; that of the package is its head.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface WebExport {
    /** The name of the npm package. */
    String npm();

    /** One line for {@code package.json}. */
    String description() default "";

    /** An enum of the codes that {@link Coded} failures have; its Javadoc explains them. */
    Class<?> errors() default Void.class;
}
