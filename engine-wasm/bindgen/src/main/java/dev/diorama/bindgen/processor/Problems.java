package dev.diorama.bindgen.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** What was refused, each told as an error of the compiler at its place. */
final class Problems {
    private final Messager messager;
    private boolean any;

    Problems(Messager messager) {
        this.messager = messager;
    }

    void at(Element place, String message) {
        any = true;
        messager.printMessage(Diagnostic.Kind.ERROR, message, place);
    }

    /** Something was told elsewhere. */
    void noted() {
        any = true;
    }

    boolean any() {
        return any;
    }
}
