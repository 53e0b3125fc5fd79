package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method of a listener that the page may leave out. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface WebOptional {}
