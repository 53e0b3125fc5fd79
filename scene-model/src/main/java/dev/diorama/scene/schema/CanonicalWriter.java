package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The canonical bytes of values, straight into a digest: rules S81 to S83. */
final class CanonicalWriter {

    static final int UNDEFINED = 0x00;
    static final int STRING = 0x06;
    static final int TEXT = 0x20;
    static final int EMBED = 0x21;
    static final int TYPE = 0x22;
    static final int SUB_DOC = 0x23;

    private final Sha256 sha = new Sha256();

    String hex() {
        return sha.hex();
    }

    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            sha.update(text.charAt(i));
        }
    }

    void tag(int tag) {
        sha.update(tag);
    }

    /** Another item of a sequence follows. */
    void item() {
        sha.update(1);
    }

    /** The sequence ends here. */
    void end() {
        sha.update(0);
    }

    void string(String string) {
        bytes(Utf8.encode(string));
    }

    void object(Map<String, AnyValue> entries) {
        List<String> keys = new ArrayList<>(entries.keySet());
        keys.sort(null);
        for (String key : keys) {
            AnyValue value = entries.get(key);
            if (value != null && !key.equals("__proto__")) {
                item();
                string(key);
                any(value);
            }
        }
        end();
    }

    void any(AnyValue value) {
        switch (value) {
            case AnyValue.Undefined ignored -> tag(UNDEFINED);
            case AnyValue.Null ignored -> tag(0x01);
            case AnyValue.Bool bool -> tag(bool.value() ? 0x03 : 0x02);
            case AnyValue.Num num -> {
                tag(0x04);
                // Unlike doubleToRawLongBits this knows a single NaN.
                int64(Double.doubleToLongBits(num.value()));
            }
            case AnyValue.BigInt big -> {
                tag(0x05);
                int64(big.value());
            }
            case AnyValue.Str str -> {
                tag(STRING);
                string(str.value());
            }
            case AnyValue.Bytes bytes -> {
                tag(0x07);
                bytes(bytes.value());
            }
            case AnyValue.Arr arr -> {
                tag(0x08);
                for (AnyValue element : arr.values()) {
                    item();
                    any(element);
                }
                end();
            }
            case AnyValue.Obj obj -> {
                tag(0x09);
                object(obj.entries());
            }
        }
    }

    private void bytes(byte[] bytes) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            sha.update(bytes.length >>> shift);
        }
        sha.update(bytes);
    }

    private void int64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha.update((int) (value >>> shift));
        }
    }
}
