package dev.diorama.bindgen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("[E93] what cannot cross is an error of the compiler")
class RefusalTest {
    private static final String HEAD = """
        package p;
        import dev.diorama.bindgen.*;
        import java.util.*;
        @WebExport(npm = "p")
        public final class Engine {
            private Engine() {}
        """;

    private static final int LINE = 7;

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "public void f(Map<String, String> m) {}",
                        "java.util.Map<java.lang.String,java.lang.String> cannot cross as a parameter"),
                Arguments.of("public void f(Object o) {}", "say what it is"),
                Arguments.of("public void f(char c) {}", "char cannot cross as a parameter: use int"),
                Arguments.of("public void f(short s) {}", "short cannot cross as a parameter: use int"),
                Arguments.of("public void f(double[] d) {}", "double[] cannot cross as a parameter"),
                Arguments.of("public void f(String[] s) {}", "java.lang.String[] cannot cross as a parameter"),
                Arguments.of("public void f(List<Integer> l) {}", "cannot cross as a parameter"),
                Arguments.of("public void f(byte[] a, byte[] b) {}", "one array crosses at a time"),
                Arguments.of("public void f(Runnable r) {}", "java.lang.Runnable cannot cross as a parameter"),
                Arguments.of(
                        "public Object f() { return this; }",
                        "java.lang.Object cannot cross in a result: say what it is"),
                Arguments.of("public Set<String> f() { return Set.of(); }", "cannot cross in a result"),
                Arguments.of("public Map<Integer, String> f() { return Map.of(); }", "cannot cross in a result"));
    }

    static Stream<Arguments> refusedElsewhere() {
        return Stream.of(
                Arguments.of(
                        "public Engine(int a) {}",
                        "a constructor cannot be exported, because it cannot be asynchronous"),
                Arguments.of(
                        "public Engine(Completion<Engine> done) {}",
                        "a constructor cannot be exported, because it cannot be asynchronous"),
                Arguments.of(
                        "public static Engine create() { return new Engine(); }",
                        "can only come out of a static method that ends in Completion<Engine>"),
                Arguments.of(
                        "public void f() {} public void f(int a) {}",
                        "JavaScript has no overloading: f is exported already"),
                Arguments.of("public void then() {}", "a method of JavaScript cannot be called then"),
                Arguments.of("public <T> void f() {}", "cannot have type parameters"),
                Arguments.of(
                        "public void f() throws java.io.IOException {}",
                        "cannot throw a checked exception, java.io.IOException"),
                Arguments.of(
                        "public int f(Completion<String> done) { return 1; }",
                        "a method that ends in a Completion returns void"),
                Arguments.of("public void f(Completion<String> done, int a) {}", "a Completion is the last parameter"),
                Arguments.of(
                        "public void f() throws InterruptedException { Thread.sleep(1); }",
                        "an exported method cannot be suspended (Thread.sleep)"),
                Arguments.of(
                        "public void f(Later l) { l.await(); } interface Later { void await(); }",
                        "an exported method cannot be suspended (l.await)"),
                Arguments.of("public void f(@AtLeast(1) float a) {}", "@AtLeast is for int"),
                Arguments.of(
                        "public void f(int a, int b, int c, int d, int e, int f, int g, int h) {}",
                        "8 values cross at once; 7 are possible"),
                Arguments.of(
                        "public record R(long l) {} public R f() { return new R(1); }",
                        "long cannot cross in a record: if 53 bits are enough write @WebNumber"),
                Arguments.of(
                        "public record R(byte[] b) {} public R f() { return null; }",
                        "byte[] cannot cross in a result"),
                Arguments.of(
                        "public record R(List<String> l) {} public void f(R r) {}",
                        "cannot cross in a record that is a parameter"),
                Arguments.of(
                        "@WebListener public interface L { void on(int a); } public void f(L l) {}",
                        "a listener belongs to an instance"),
                Arguments.of(
                        "@WebListener public interface L { int on(int a); } public static void create(L l, Completion<Engine> d) {}",
                        "a method of a listener returns nothing"),
                Arguments.of(
                        "@WebListener public interface L { void on(Map<String, String> a); } public static void create(L l, Completion<Engine> d) {}",
                        "cannot cross as the argument of a listener"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"refused", "refusedElsewhere"})
    void isRefusedWithItsLine(String member, String message) {
        Compiled compiled = Compiled.of("p.Engine", HEAD + member + "\n}\n");

        assertThat(compiled.errors()).anySatisfy(error -> {
            assertThat(error).contains(message);
            assertThat(error).startsWith("/p/Engine.java:" + LINE + ": ");
        });
        assertThat(compiled.generated()).doesNotContainKey("META-INF/npm/index.js");
    }

    @Test
    void onlyOneClassIsExported() {
        Compiled compiled = Compiled.of(
                "p.Two",
                "package p; import dev.diorama.bindgen.*;\n@WebExport(npm = \"a\") public class Two {\n private Two() {}\n}\n",
                "p.Three",
                "package p; import dev.diorama.bindgen.*;\n@WebExport(npm = \"b\") public class Three {\n private Three() {}\n}\n");

        assertThat(compiled.errors()).singleElement().asString().contains("a module exports one class");
    }

    @Test
    void whatIsNoPlainClassIsRefused() {
        assertThat(Compiled.of("p.I", "package p;\n@dev.diorama.bindgen.WebExport(npm = \"a\") public interface I {}")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("/p/I.java:2: ")
                .contains("only a public class at the top of its file");
    }
}
