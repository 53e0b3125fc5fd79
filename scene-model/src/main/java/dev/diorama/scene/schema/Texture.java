package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image of an asset.
 *
 * @param asset hash of the file: an image, or a model that holds some
 * @param image which image of it, counted from 0
 * @param uv which set of texture coordinates
 */
public record Texture(String asset, int image, int uv) {

    private static final int MAX_INDEX = 65535;

    static @Nullable Texture read(@Nullable AnyValue value) {
        String asset = ValueReader.hash(ValueReader.field(value, "asset"));
        if (asset == null) {
            return null;
        }
        return new Texture(asset, (int) ValueReader.whole(ValueReader.field(value, "image"), MAX_INDEX), (int)
                ValueReader.whole(ValueReader.field(value, "uv"), MAX_INDEX));
    }

    Texture checked() throws InvalidEditException {
        if (!ValueReader.isHash(asset)) {
            throw EditRules.bad("a texture names an asset by its SHA-256: length=" + asset.length());
        }
        EditRules.inRange("image", image, 0, MAX_INDEX);
        EditRules.inRange("uv", uv, 0, MAX_INDEX);
        return this;
    }

    AnyValue write() {
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        fields.put("asset", AnyValue.of(asset));
        fields.put("image", AnyValue.of(image));
        fields.put("uv", AnyValue.of(uv));
        return AnyValue.obj(fields);
    }
}
