package dev.diorama.engine.webgpu;

import java.util.List;
import org.teavm.jso.JSIndexer;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSString;

/** Makes what WebGPU's IDL calls dictionaries; a member that is not put keeps the default of the specification. */
final class Dictionary {
    private final Members members = JSObjects.create();

    static Dictionary labelled(String label) {
        return new Dictionary().put("label", label);
    }

    static JSObject array(List<? extends JSObject> elements) {
        JSArray<JSObject> array = new JSArray<>();
        for (JSObject element : elements) {
            array.push(element);
        }
        return array;
    }

    /** A sequence of those of the names that are in the set. */
    static JSObject names(GPUSupportedFeatures set, String... names) {
        JSArray<JSString> array = new JSArray<>();
        for (String name : names) {
            if (set.has(name)) {
                array.push(JSString.valueOf(name));
            }
        }
        return array;
    }

    Dictionary put(String name, JSObject value) {
        members.set(name, value);
        return this;
    }

    Dictionary put(String name, Dictionary value) {
        return put(name, value.members);
    }

    Dictionary put(String name, String value) {
        members.set(name, value);
        return this;
    }

    Dictionary put(String name, int value) {
        members.set(name, value);
        return this;
    }

    Dictionary put(String name, double value) {
        members.set(name, value);
        return this;
    }

    Dictionary put(String name, boolean value) {
        members.set(name, value);
        return this;
    }

    /** The dictionary itself; what is put later is in it too. */
    JSObject object() {
        return members;
    }

    /** The object, by the names of its members. */
    private interface Members extends JSObject {
        @JSIndexer
        void set(String name, JSObject value);

        @JSIndexer
        void set(String name, String value);

        @JSIndexer
        void set(String name, int value);

        @JSIndexer
        void set(String name, double value);

        @JSIndexer
        void set(String name, boolean value);
    }
}
