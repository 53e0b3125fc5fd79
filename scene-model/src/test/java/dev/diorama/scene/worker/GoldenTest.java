package dev.diorama.scene.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays sessions that the real yjs recorded, and compares every byte. */
class GoldenTest {

    private int comparisons;

    @ParameterizedTest
    @DisplayName("[S10] every update, state, vector, snapshot, merge and diff is that of yjs 13.6.33 to the byte")
    @ValueSource(booleans = {false, true})
    void equalsYjs(boolean v2) throws IOException, DecodeException {
        assertThat(playAll("/yjs/golden.jsonl.gz", v2)).isEqualTo(35);
        assertThat(comparisons).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @DisplayName(
            "[S10] what waits is tried again when yjs tries it, as transactions group by that: sessions 196 and 338")
    @ValueSource(booleans = {false, true})
    void retriesWhenYjsDoes(boolean v2) throws IOException, DecodeException {
        assertThat(playAll("/yjs/waiting.jsonl.gz", v2)).isEqualTo(2);
    }

    private int playAll(String resource, boolean v2) throws IOException, DecodeException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(GoldenTest.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            int sessions = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                play(Json.parse(line), v2);
                sessions++;
            }
            return sessions;
        }
    }

    private void play(AnyValue session, boolean v2) throws DecodeException {
        Worker worker = new Worker();
        AnyValue features = Fields.get(session, "features");
        List<AnyValue> clients = Fields.get(session, "clients").elements();
        for (AnyValue client : clients) {
            ask(
                    worker,
                    "doc",
                    "client",
                    client,
                    "gc",
                    Fields.get(features, "gc"),
                    "undo",
                    Fields.get(features, "undo"));
        }
        String name = "seed " + Json.print(Fields.get(session, "seed"));
        List<AnyValue> log1 = new ArrayList<>();
        List<AnyValue> log2 = new ArrayList<>();
        for (AnyValue step : Fields.get(session, "script").elements()) {
            AnyValue client = Fields.get(step, "c");
            if (step.fields().containsKey("deliver")) {
                List<AnyValue> updates = new ArrayList<>();
                for (AnyValue number : Fields.get(step, "deliver").elements()) {
                    updates.add((v2 ? log2 : log1).get(Fields.integer(number)));
                }
                ask(worker, "apply", "c", client, "v2", AnyValue.of(v2), "u", AnyValue.list(updates));
                continue;
            }
            AnyValue answer = ask(worker, "op", "c", client, "op", Fields.get(step, "op"));
            if (step.fields().containsKey("u1")) {
                same(name + " operation " + Json.print(Fields.get(step, "op")), answer, "u1", Fields.get(step, "u1"));
                same(name, answer, "u2", Fields.get(step, "u2"));
                log1.add(Fields.get(step, "u1"));
                log2.add(Fields.get(step, "u2"));
            }
        }
        AnyValue expected = Fields.get(session, "expect");
        for (int c = 0; c < clients.size(); c++) {
            AnyValue answer = ask(worker, "state", "c", AnyValue.of(c));
            same(
                    name,
                    answer,
                    "state",
                    Fields.get(expected, "states").elements().get(c));
            same(name, answer, "sv", Fields.get(expected, "sv"));
            same(name, answer, "v1", Fields.get(expected, "v1").elements().get(c));
            same(name, answer, "v2", Fields.get(expected, "v2").elements().get(c));
            same(
                    name,
                    answer,
                    "snapshot",
                    Fields.get(expected, "snapshots").elements().get(c));
        }
        AnyValue answer = ask(worker, "util", "u", AnyValue.list(log1), "sv", Fields.get(expected, "halfVector"));
        same(name, answer, "merged", Fields.get(expected, "merged"));
        same(name, answer, "mergedSv", Fields.get(expected, "mergedVector"));
        same(name, answer, "diff", Fields.get(expected, "diff"));
    }

    private void same(String name, AnyValue answer, String field, AnyValue expected) {
        assertThat(Json.print(Fields.get(answer, field)))
                .as("%s: %s", name, field)
                .isEqualTo(Json.print(expected));
        comparisons++;
    }

    private static AnyValue ask(Worker worker, String command, Object... fields) throws DecodeException {
        Object[] all = new Object[fields.length + 2];
        all[0] = "cmd";
        all[1] = AnyValue.of(command);
        System.arraycopy(fields, 0, all, 2, fields.length);
        AnyValue answer = Json.parse(worker.answer(Json.print(Fields.object(all))));
        assertThat(answer.fields().get("error")).isNull();
        return answer;
    }
}
