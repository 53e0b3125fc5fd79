package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record that is a tuple in TypeScript: {@code [number, number, number]} instead of an interface. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface WebTuple {}
