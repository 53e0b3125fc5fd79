package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What TeaVM's module does at the start")
class ModuleTextTest {
    private static final String INFO = "$org.teavm.runtime.reflect.ClassInfo";

    private static final String MODULE = """
            (module
             (type $f (func (param (ref null $Object)) (result i32)))
             (rec
              (type $VT (sub (struct (field $class (mut (ref null INFO))) (field $size (mut (ref null $f))) (field $none (mut (ref null $f))))))
              (type INFO (sub (struct (field $vtable (mut (ref null $VT))) (field $tag (mut i32)) (field $arrayType (mut (ref null INFO))))))
             )
             (import "env" "memory" (memory $m 1))
             (import "teavmJso" "defineFunction" (func $teavm.jso@defineFunction (param funcref i32) (result externref)))
             (global $Box@vt (ref $VT) (struct.new_default $VT))
             (global $Box@class (ref INFO) (struct.new_default INFO))
             (global $Box@js (mut externref) (ref.null noextern))
             (global $out (mut externref) (ref.null noextern))
             (global $name (mut externref) (ref.null noextern))
             (global $teavm@string<0>open (ref $String) (struct.new_default $String))
             (global $teavm@string<1>draw (ref $String) (struct.new_default $String))
             (global $teavm@string<2>(shown) (ref $String) (struct.new_default $String))
             (data $0 (i32.const 0) "\\04open\\04draw\\06(\\22h\\c3\\b6\\f0\\9f\\98\\80")
             (export "open" (global $out))
             (start $teavm@initializer)
             (@binaryen.js.called)
             (func $Box::open (param $this (ref null $Object)) (result i32)
              (drop
               (global.get $name)
              )
              (drop
               (global.get $teavm@string<2>(shown))
              )
              (i32.const 1)
             )
             (func $teavm@fillRegularClass (type $1) (param $target (ref null INFO)) (param $id i32)
              (struct.set INFO $tag
               (local.get $target)
               (local.get $id)
              )
             )
             (func $teavm@objectVirtualTable (param $vt (ref $VT)) (param $1 (ref INFO))
              (struct.set $VT $class
               (local.get $vt)
               (local.get $1)
              )
              (struct.set INFO $vtable
               (local.get $1)
               (local.get $vt)
              )
             )
             (func $teavm@initializer
              (call $teavm@fillRegularClass
               (global.get $Box@class)
               (i32.const 7)
              )
              (call $teavm@objectVirtualTable
               (global.get $Box@vt)
               (global.get $Box@class)
              )
              (struct.set $VT $size
               (global.get $Box@vt)
               (ref.func $Box::open)
              )
              (call $teavm@initStrings
               (array.new_fixed $strings 3
                (global.get $teavm@string<0>open)
                (global.get $teavm@string<1>draw)
                (global.get $teavm@string<2>(shown))
               )
              )
              (global.set $Box@js
               (call $teavm.jso@createClass
                (ref.null noextern)
               )
              )
              (global.set $out
               (call $teavm.jso@defineFunction
                (ref.func $Box::open)
                (i32.const 0)
               )
              )
              (call $teavm.jso@defineStaticMethod
               (global.get $Box@js)
               (call $org.teavm.jso.impl.wasmgc.WasmGCJSRuntime::stringToJs
                (global.get $teavm@string<0>open)
               )
               (ref.func $Box::open)
               (i32.const 0)
              )
              (global.set $name
               (call $org.teavm.jso.impl.wasmgc.WasmGCJSRuntime::stringToJs
                (global.get $teavm@string<1>draw)
               )
              )
             )
            )
            """.replace("INFO", INFO).replace("<2>(shown)", "<2>_shown_");

    private static String start(ModuleText module) {
        return module.get("func", TeaVM.START).toString();
    }

    @Test
    @DisplayName(
            "[E200] classes and tables are constants, in an order in which each has what it takes; a class gets its table only for arrays")
    void fillsTables() {
        ModuleText module = new ModuleText(MODULE);
        FilledTables.fill(module);
        assertThat(start(module)).doesNotContain("struct.set").doesNotContain("fillRegularClass");
        assertThat(module.toString())
                .containsSubsequence(
                        "(global $Box@class (ref INFO) (struct.new INFO (ref.null none) (i32.const 7) (ref.null none)))"
                                .replace("INFO", INFO),
                        "(global $Box@vt (ref $VT) (struct.new $VT (global.get $Box@class) (ref.func $Box::open) (ref.null nofunc)))",
                        "(@binaryen.js.called)\n (func $Box::open");
    }

    @Test
    @DisplayName("[E200] where a class is asked for its table it gets it, when the module starts")
    void keepsWhatIsRead() {
        ModuleText module = new ModuleText(MODULE.replace(
                "(i32.const 1)",
                "(drop (struct.get INFO $vtable (global.get $Box@class))) (i32.const 1)".replace("INFO", INFO)));
        FilledTables.fill(module);
        assertThat(start(module))
                .contains(
                        "(struct.set INFO $vtable (global.get $Box@class) (global.get $Box@vt))".replace("INFO", INFO));
    }

    @Test
    @DisplayName("[E200] a function that does more than filling is not taken for one that fills")
    void refusesWhatItDoesNotKnow() {
        String other = MODULE.replace("(struct.set INFO $tag".replace("INFO", INFO), "(call $somebody");
        assertThatThrownBy(() -> FilledTables.fill(new ModuleText(other))).hasMessageContaining("$somebody");
    }

    @Test
    @DisplayName("[E200] exports are functions, and the class that nobody reaches has no methods")
    void exportsFunctions() {
        ModuleText module = new ModuleText(MODULE);
        DirectExports.make(module);
        assertThat(module.toString())
                .contains("(export \"open\" (func $Box::open))")
                .doesNotContain("$out ")
                .doesNotContain("(call $teavm.jso@defineStaticMethod")
                .doesNotContain("(call $teavm.jso@defineFunction");
        ModuleText read = new ModuleText(MODULE.replace("(global.get $name)", "(global.get $Box@js)"));
        DirectExports.make(read);
        assertThat(start(read)).contains("(call $teavm.jso@defineStaticMethod");
    }

    @Test
    @DisplayName("[E200] names of JavaScript are imports, and strings that nobody reads then are not there")
    void importsNames() {
        ModuleText module = new ModuleText(MODULE);
        DirectExports.make(module);
        StringTable.shorten(module);
        assertThat(module.toString())
                .contains("(import \"s\" \"draw\" (global $s<1>draw externref))")
                .contains("(global.get $s<1>draw)")
                .contains("\"\\06(\\22h\\c3\\b6\\f0\\9f\\98\\80\"")
                .doesNotContain("$name")
                .doesNotContain("string<0>")
                .doesNotContain("string<1>");
        assertThat(start(module)).contains("(array.new_fixed $strings 1 (global.get $teavm@string<2>_shown_))");
    }
}
