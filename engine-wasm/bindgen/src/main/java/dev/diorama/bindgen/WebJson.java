package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A {@code String} argument of a listener that is JSON already, of the shape of a record, with the names of its components. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface WebJson {
    Class<? extends Record> value();
}
