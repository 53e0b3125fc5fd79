package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of sizes")
class SizeReportTest {
    /** A module with one imported function and two of its own, named. */
    private static byte[] module(int padding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(out, 1, new byte[] {1, 0x60, 0, 0});
        section(out, 2, new byte[] {1, 1, 'h', 1, 'f', 0, 0});
        section(out, 3, new byte[] {2, 0, 0});
        byte[] code = new byte[6 + padding];
        System.arraycopy(new byte[] {2, 2, 0, 0x0b, (byte) (2 + padding), 0}, 0, code, 0, 6);
        java.util.Arrays.fill(code, 6, code.length, (byte) 1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(code);
        body.write(0x0b);
        section(out, 10, body.toByteArray());
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        text(names, "name");
        ByteArrayOutputStream functions = new ByteArrayOutputStream();
        functions.write(3);
        named(functions, 0, "host.f");
        named(functions, 1, "dev.a.Box::open");
        named(functions, 2, "teavm@start");
        names.write(1);
        names.write(functions.size());
        names.writeBytes(functions.toByteArray());
        section(out, 0, names.toByteArray());
        return out.toByteArray();
    }

    private static void named(ByteArrayOutputStream out, int index, String name) {
        out.write(index);
        text(out, name);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void section(ByteArrayOutputStream out, int kind, byte[] content) {
        out.write(kind);
        out.write(content.length);
        out.writeBytes(content);
    }

    @Test
    void isByPackage() {
        assertThat(WasmFile.of(module(3)).functions())
                .containsExactly(new WasmFile.Function("dev.a.Box::open", 3), new WasmFile.Function("teavm@start", 6));
        assertThat(new SizeReport(WasmFile.of(module(3))).text())
                .contains("       3 code  dev.a\n", "       6 code  teavm\n", "       9 other import\n");
    }

    @Test
    void tellsWhatChanged() {
        SizeReport now = new SizeReport(WasmFile.of(module(7)));
        SizeReport before = SizeReport.read(
                new SizeReport(WasmFile.of(module(3))).text().lines().toList());

        assertThat(now.since(before)).isEqualTo("      +4 code  teavm\n");
        assertThat(now.since(now)).isEmpty();
    }

    @Test
    void namesAreTakenOut() {
        byte[] module = module(0);

        byte[] without = WasmFile.of(module).without("name");
        assertThat(without).hasSizeLessThan(module.length);
        assertThat(WasmFile.of(without).functions())
                .extracting(WasmFile.Function::name)
                .containsExactly("", "");
    }

    @Test
    void namesWhatJavaScriptCalls() {
        byte[] hinted = WasmFile.of(module(3)).calledFromJavaScript("Box");

        WasmFile read = WasmFile.of(hinted);
        assertThat(read.sections())
                .extracting(WasmFile.Section::name)
                .containsExactly("type", "import", "function", WasmFile.CALLED, "code", "name");
        WasmFile.Section hint = read.sections().get(3);
        assertThat(java.util.Arrays.copyOfRange(hinted, hint.end() - 4, hint.end()))
                .as("one function, the second of all, with one hint at its start without a text")
                .containsExactly(1, 1, 0, 0);
        assertThat(read.without(WasmFile.CALLED)).isEqualTo(module(3));
        assertThatThrownBy(() -> WasmFile.of(module(3)).calledFromJavaScript("Lid"))
                .hasMessageContaining("part=Lid");
    }
}
