package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that JavaScript implements. Its methods return nothing and take arrays, strings, numbers, booleans, {@link WebJson} and
 * {@link RuntimeException}s, or {@link WebFlags} alone. They are called after the outermost call into Java has returned, in order.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface WebListener {}
