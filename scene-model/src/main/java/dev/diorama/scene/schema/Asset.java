package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that the scene uses; its bytes lie in the asset store, never in the document.
 *
 * @param hash SHA-256 of the bytes, 64 lower-case hexadecimal digits
 * @param name what the file was called
 * @param type media type
 * @param bytes how many there are
 */
public record Asset(String hash, String name, String type, long bytes) {

    private static final long MAX_BYTES = 1L << 40;
    private static final int MAX_TYPE = 128;

    static Asset read(String hash, Registers registers) {
        return new Asset(
                hash,
                NodeReader.name(registers.get("name"), "Untitled"),
                ValueReader.text(registers.get("type"), "application/octet-stream", MAX_TYPE),
                ValueReader.whole(registers.get("bytes"), MAX_BYTES));
    }

    Map<String, AnyValue> checkedRegisters() throws InvalidEditException {
        if (!ValueReader.isHash(hash)) {
            throw EditRules.bad(
                    "an asset's id is the SHA-256 of its bytes, 64 hexadecimal digits: length=" + hash.length());
        }
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw EditRules.bad("the number of bytes is out of range: value=" + bytes);
        }
        Map<String, AnyValue> registers = new LinkedHashMap<>();
        registers.put("name", AnyValue.of(EditRules.name(name)));
        registers.put("type", AnyValue.of(EditRules.text("media type", type, MAX_TYPE)));
        registers.put("bytes", AnyValue.of((double) bytes));
        return registers;
    }
}
