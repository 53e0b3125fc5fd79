package dev.diorama.scene.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plays commands to which the real yjs recorded its answers, and compares the answers. */
class PlacesTest {

    @Test
    @DisplayName(
            "[S10] [S36] [S37] [S38] [S39] positions, snapshots, deltas, sub-documents and hooks are those of yjs 13.6.33")
    void equalsYjs() throws IOException, DecodeException {
        int sessions = 0;
        int answers = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(PlacesTest.class.getResourceAsStream("/yjs/places.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                AnyValue session = Json.parse(line);
                Worker worker = new Worker();
                for (AnyValue each : Fields.get(session, "lines").elements()) {
                    AnyValue command = each.elements().getFirst();
                    AnyValue answer = Json.parse(worker.answer(Json.print(command)));
                    for (Map.Entry<String, AnyValue> expected :
                            each.elements().getLast().fields().entrySet()) {
                        assertThat(text(Fields.get(answer, expected.getKey())))
                                .as("seed %s %s %s", Fields.get(session, "seed"), Json.print(command), answer)
                                .isEqualTo(text(expected.getValue()));
                        answers++;
                    }
                }
                sessions++;
            }
        }
        assertThat(sessions).isEqualTo(40);
        assertThat(answers).isGreaterThan(3_000);
    }

    private static String text(AnyValue value) {
        return Json.print(value instanceof AnyValue.Obj obj ? AnyValue.obj(new TreeMap<>(obj.entries())) : value);
    }
}
