package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E201] Classes that are initialized when the module starts")
class EagerClassesTest {
    /** Initializers that do what they say, a use of all, and a start that uses one. */
    private static String module() {
        StringBuilder text = new StringBuilder("""
                (module
                 (import "teavmMath" "sin" (func $sin (param f64) (result f64)))
                 (import "teavmJso" "global" (func $page (param externref) (result externref)))
                """);
        List<String> names =
                List.of("Plain", "Second", "Started", "Page", "Behind", "Virtual", "One", "Other", "Bridge");
        for (String name : names) {
            text.append(" (global $NAME@initializer (mut (ref null $v)) (ref.func $NAME::<clinit>))\n"
                    .replace("NAME", name));
        }
        text.append(initializer("Plain", "(call $sin (f64.const 1))"));
        text.append(initializer("Second", asked("Second") + "(call $Second::<init>)"));
        text.append(" (func $Second::<init>\n  " + asked("Plain") + "\n )\n");
        text.append(initializer("Started", "(nop)"));
        text.append(initializer("Page", "(call $page (ref.null noextern))"));
        text.append(initializer("Behind", asked("Page")));
        text.append(initializer("Virtual", "(call_ref $9 (local.get $0) (struct.get $VT $size (local.get $0)))"));
        text.append(initializer("One", asked("Other")));
        text.append(initializer("Other", asked("One")));
        text.append(initializer("Bridge", "(call $page (ref.null noextern))"));
        text.append(" (func $Bridge::$start$exported$0\n  " + asked("Bridge") + "\n )\n");
        text.append(" (func $Bridge::use$exported$1\n  " + asked("Bridge") + "\n )\n");
        text.append(" (func $use\n");
        names.forEach(name -> text.append("  ").append(asked(name)).append('\n'));
        text.append(" )\n");
        return text + " (func $teavm@initializer\n  " + asked("Started") + "\n )\n)\n";
    }

    private static String asked(String name) {
        return "(call_ref $v\n   (global.get $" + name + "@initializer)\n  )";
    }

    private static String initializer(String name, String does) {
        return " (func $NAME::<clinit>\n  (global.set $NAME@initializer\n   (ref.func $teavm@dummyInitializer)\n  )\n  DOES\n )\n"
                .replace("NAME", name)
                .replace("DOES", does);
    }

    private static ModuleText initialized(String text) {
        ModuleText module = new ModuleText(text);
        EagerClasses.initialize(module);
        return module;
    }

    private static String field(ModuleText module, String function) {
        return module.get("func", function).toString();
    }

    @Test
    void areThoseOfWhichNobodyCouldTell() {
        ModuleText module = initialized(module());
        assertThat(field(module, TeaVM.START))
                .containsSubsequence("(call $Plain::<clinit>)", "(call $Second::<clinit>)");
        assertThat(module.toString()).doesNotContain("$Plain@initializer").doesNotContain("$Second@initializer");
    }

    @Test
    @DisplayName(
            "are none that asks the page, calls a method it doesn't know, needs such a class, or is needed by what it needs")
    void areNoOthers() {
        ModuleText module = initialized(module());
        for (String name : List.of("Page", "Behind", "Virtual", "One", "Other", "Started")) {
            assertThat(field(module, "$use")).contains("(global.get $" + name + "@initializer)");
            assertThat(field(module, TeaVM.START)).doesNotContain("(call $" + name);
            assertThat(field(module, "$" + name + "::<clinit>")).contains("(global.set $" + name + "@initializer");
        }
    }

    @Test
    @DisplayName("may copy an array, as the values of an enum do, but nothing that has a copy of its own")
    void mayCopyAnArray() {
        String copying = module().replace("$VT $size", "$VT<java.lang.Object> $clone\n");
        assertThat(field(initialized(copying), TeaVM.START)).contains("(call $Virtual::<clinit>)");
        String own =
                " (func $fill\n  (struct.set $VT<Box> $clone\n   (local.get $0)\n   (ref.func $Box::clone)\n  )\n )\n";
        assertThat(field(initialized(copying.replace(" (func $use", own + " (func $use")), TeaVM.START))
                .doesNotContain("(call $Virtual");
    }

    @Test
    @DisplayName("the class of the bridge is asked for where the glue calls first, and there only")
    void asksForTheBridgeOnce() {
        ModuleText module = initialized(module());
        assertThat(field(module, "$Bridge::$start$exported$0")).contains("$Bridge@initializer");
        assertThat(field(module, "$Bridge::use$exported$1")).doesNotContain("$Bridge@initializer");
    }
}
