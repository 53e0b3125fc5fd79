package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code package.json}. */
final class ManifestWriter {
    private ManifestWriter() {}

    static String write(Api api, String version) {
        String number = version.indexOf('-') < 0 ? version : version.substring(0, version.indexOf('-'));
        List<String> files = new ArrayList<>(
                List.of("engine.wasm", "engine.fallback.js", "engine.global.js", "index.js", "index.d.ts"));
        files.addAll(WebExportProcessor.RUNTIME);
        String listed = files.stream().map(file -> '"' + file + '"').collect(Collectors.joining(", "));
        return """
            {
              "name": "%s",
              "version": "%s",
              "description": "%s",
              "license": "Apache-2.0",
              "type": "module",
              "main": "./index.js",
              "types": "./index.d.ts",
              "exports": {
                ".": { "types": "./index.d.ts", "default": "./index.js" },
                "./engine.wasm": "./engine.wasm",
                "./package.json": "./package.json"
              },
              "sideEffects": false,
              "files": [%s]
            }
            """.formatted(api.npm(), number, api.description().replace("\"", "\\\""), listed);
    }
}
