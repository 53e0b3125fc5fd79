package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls with the same object here wait for each other, in their order: on a parameter that is an object of the browser. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface OneByOne {}
