package dev.diorama.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the Java sources into the source map that TeaVM wrote, so that a browser's debugger shows them without a server for them. */
final class SourceMap {
    private static final Pattern SOURCES = Pattern.compile("\"sources\":\\[([^]]*)]");
    private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");

    private SourceMap() {}

    /** The same map with {@code sourcesContent}, {@code null} for what is in none of the folders. */
    static String withSources(String map, List<Path> folders) throws IOException {
        Matcher sources = SOURCES.matcher(map);
        if (!sources.find()) {
            throw new IllegalArgumentException("no source map: it names no sources");
        }
        List<String> contents = new ArrayList<>();
        Matcher name = NAME.matcher(sources.group(1));
        while (name.find()) {
            contents.add(content(name.group(1), folders));
        }
        return map.substring(0, sources.end()) + ",\"sourcesContent\":[" + String.join(",", contents) + "]"
                + map.substring(sources.end());
    }

    private static String content(String name, List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return json(Files.readString(file));
            }
        }
        return "null";
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
