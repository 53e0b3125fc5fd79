package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.List;

/** The codes of errors that the glue itself has, in every package. */
final class GlueCodes {
    private GlueCodes() {}

    static List<Api.Constant> of(Api api) {
        List<Api.Constant> codes = new ArrayList<>();
        add(codes, "NO_WASM_GC", "The JavaScript engine cannot run WebAssembly GC with exceptions.");
        add(codes, "LOAD_FAILED", "The module could not be fetched or compiled; a later try may succeed.");
        if (api.hasStaticCalls()) {
            add(codes, "NOT_LOADED", "A static method was called before the module was there: `await init()` first.");
        }
        add(codes, "INVALID_ARGUMENT", "More bytes at once than can cross.");
        add(codes, "FREED", "The instance was freed.");
        add(codes, "POISONED", "An earlier trap left the instance unusable; make a new one.");
        add(codes, "INTERNAL", "A fault inside; the instance stays usable. The cause has the stack of Java.");
        return codes;
    }

    private static void add(List<Api.Constant> codes, String name, String doc) {
        codes.add(new Api.Constant(name, name, doc));
    }
}
