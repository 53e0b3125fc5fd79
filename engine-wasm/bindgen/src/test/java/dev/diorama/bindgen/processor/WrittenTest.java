package dev.diorama.bindgen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E90] what is written from an annotated class")
class WrittenTest {
    private static final String SOURCE = """
        package p;
        import dev.diorama.bindgen.*;
        import java.util.*;
        /**
         * Says <b>hello</b>, see {@link #greet} and {@link Mood}.
         *
         * <p>Second paragraph.
         */
        @WebExport(npm = "@p/greeter", description = "A greeter")
        public final class Greeter {
            /** How one feels. */
            public enum Mood {
                HAPPY,
                /** Rather {@code not}. */
                VERY_SAD,
                @WebName("meh") NEUTRAL
            }
            /**
             * A place.
             *
             * @param x to the right
             */
            public record Place(float x, float y, @WebNumber long seen, List<Mood> moods, Map<String, Float> more) {}
            public record Options(@WebDefault("happy") Mood mood, @WebDefault("3") @AtLeast(1) int times) {}
            private Greeter() {}
            /**
             * Greets.
             *
             * @param name of whom
             * @return the greeting
             * @throws IllegalStateException {@code TIRED} after a while
             */
            public String greet(String name, Options options) { return name; }
            public static void create(Completion<Greeter> done) {}
            public void later(Completion<byte[]> done) {}
            public boolean is(long l, double d, int[] a) { return true; }
            public Place place() { return null; }
            public float[] floats() { return null; }
            public static Mood mood() { return Mood.HAPPY; }
            public void all(List<String> names) {}
            void hidden() {}
            public void free() {}
        }
        """;

    private final Compiled compiled = Compiled.of("p.Greeter", SOURCE);

    private String file(String name) {
        return Objects.requireNonNull(compiled.generated().get(name), () -> name + " of " + compiled);
    }

    @Test
    void types() {
        assertThat(file("META-INF/npm/index.d.ts"))
                .contains(
                        "/**\n * Says hello, see {@link Greeter.greet} and {@link Mood}.\n *\n * Second paragraph.\n */\nexport class Greeter {")
                .contains("  | 'happy'\n  /** Rather `not`. */\n  | 'very-sad'\n  | 'meh';")
                .contains("export interface Place {\n  /** To the right. */\n  x: number;")
                .contains("seen: number;", "moods: Mood[];", "more: Record<string, number>;")
                .contains("mood?: Mood | undefined;", "times?: number | undefined;")
                .contains("greet(name: string, options?: Options): string;")
                .contains("@param name of whom", "@returns the greeting", "@throws GreeterError `TIRED` after a while")
                .contains("static create(): Promise<Greeter>;", "later(): Promise<Uint8Array>;")
                .contains("is(l: bigint, d: number, a: Int32Array): boolean;", "floats(): Float32Array;")
                .contains("static mood(): Mood;", "all(names: readonly string[]): void;")
                .contains("| 'NOT_LOADED'")
                .doesNotContain("hidden");
    }

    @Test
    void glue() {
        assertThat(file("META-INF/npm/index.js"))
                .contains("const $Mood = ['happy', 'very-sad', 'meh'];")
                .contains(
                        "const options$mood = options?.mood ?? 'happy';", "const options$times = options?.times ?? 3;")
                .contains("$.whole('greet', 'options.times', options$times, 1);")
                .contains("moods: $.each(readMood)(v[3]), more: v[4]")
                .contains("$.big('is', 'l', l);", "$.carry('is', 'a', a, 1);")
                .contains("return $Mood[$.call(null, 'mood')];")
                .contains("return await $.promise(this.#self, 'later');")
                .contains("$.free(this.#self);");
    }

    @Test
    void bridge() {
        assertThat(file("p/GreeterBridge.java"))
                .contains("public static String greet(int $handle, String name, int options$mood, int options$times)")
                .contains("return INSTANCES.get($handle).is(l, d, MAILBOX.takenInts());")
                .contains("json.whole(value.seen());")
                .contains("INSTANCES.remove($handle).free();")
                .doesNotContain("hidden");
    }

    @Test
    void manifest() {
        assertThat(file("META-INF/npm/package.json"))
                .contains("\"name\": \"@p/greeter\"", "\"version\": \"1.2.3\"", "A greeter");
    }

    @Test
    void everyPartOfTheGlueIsThere() {
        for (String part : WebExportProcessor.RUNTIME) {
            assertThat(file("META-INF/npm/" + part)).as(part).startsWith("// ");
        }
        assertThat(compiled.errors()).isEmpty();
    }
}
