package dev.diorama.packaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strings of a module: their text lies in its data, and the function that starts it reads one after the other into the globals of a list.
 * Those that only are the names of what JavaScript has become imports, which JavaScript answers with their names; those that nobody uses go.
 */
final class StringTable {
    /** The module that runtime.js answers so. */
    private static final String IMPORTED = "s";

    private static final String TO_JAVASCRIPT = "$org.teavm.jso.impl.wasmgc.WasmGCJSRuntime::stringToJs";
    private static final Pattern NAME = Pattern.compile("[ -~&&[^\"\\\\]]{1,100}");
    private static final Pattern GET = Pattern.compile("\\(global\\.get ([^\\s)]+)\\)");
    private static final Pattern USE = Pattern.compile("\\(global\\.get (\\$teavm@string<[^\\s)]*)");

    private final ModuleText module;
    private final Term data;
    private final List<Term> start;

    /** The statement that reads them. */
    private final int reading;

    private final List<String> globals;
    private final Map<String, byte[]> texts = new HashMap<>();

    /** Imported globals by the strings that they are. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private StringTable(ModuleText module) {
        this.module = module;
        this.data = module.all("data").values().iterator().next();
        this.start = new ArrayList<>(module.get("func", TeaVM.START).parts());
        int at = 0;
        while (!start.get(at).is("call") || !start.get(at).at(1).equals("$teavm@initStrings")) {
            at++;
        }
        this.reading = at;
        this.globals = list().parts().stream().skip(3).map(each -> each.at(1)).toList();
        read(bytes(data.at(3)));
    }

    private Term list() {
        return start.get(reading).part(2);
    }

    /** Makes imports of what can be one, and forgets what nobody uses then. */
    static void shorten(ModuleText module) {
        StringTable strings = new StringTable(module);
        strings.importNames();
        strings.forget();
    }

    private void read(byte[] bytes) {
        int at = 0;
        for (String global : globals) {
            int begin = at;
            int units = 0;
            for (int shift = 0; ; shift += 7) {
                units |= (bytes[at] & 0x7f) << shift;
                if (bytes[at++] >= 0) {
                    break;
                }
            }
            while (units > 0) {
                int first = bytes[at] & 0xff;
                at += first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
                units -= first < 0xf0 ? 1 : 2;
            }
            texts.put(global, Arrays.copyOfRange(bytes, begin, at));
        }
        if (at != bytes.length) {
            throw new IllegalStateException("the data has more than strings: strings=" + at + " data=" + bytes.length);
        }
    }

    private void importNames() {
        Map<String, String> imported = new HashMap<>();
        start.removeIf(statement -> {
            if (!statement.is("global.set") || !statement.part(2).is("call")) {
                return false;
            }
            Term value = named(statement.part(2));
            if (!value.is("global.get")) {
                return false;
            }
            module.set("global", statement.at(1), "");
            imported.put(statement.at(1), value.toString());
            return true;
        });
        module.replaceAll(field -> GET.matcher(field)
                .replaceAll(get -> Matcher.quoteReplacement(imported.getOrDefault(get.group(1), get.group()))));
        start.replaceAll(this::named);
        module.set("func", TeaVM.START, " " + Term.list(start) + "\n");
        module.insert(
                "import",
                names.entrySet().stream()
                        .map(each -> " (import \"" + IMPORTED + "\" \"" + each.getKey() + "\" (global "
                                + each.getValue() + " externref))")
                        .toList());
    }

    /** With imports in the place of strings that become names. */
    private Term named(Term term) {
        if (term.is("call") && term.at(1).equals(TO_JAVASCRIPT) && term.part(2).is("global.get")) {
            String global = term.part(2).at(1);
            byte[] text = texts.get(global);
            String name = text == null ? "" : new String(text, 1, text.length - 1, StandardCharsets.UTF_8);
            return NAME.matcher(name).matches()
                    ? Term.of(
                            "global.get",
                            names.computeIfAbsent(name, any -> global.replace("$teavm@string", "$" + IMPORTED)))
                    : term;
        }
        List<Term> parts = new ArrayList<>(term.parts());
        if (term.is("call") && term.at(1).equals("$teavm.jso@createClass")) {
            parts.set(2, Term.of("ref.null", "noextern")); // what runtime.js makes has no name
        }
        parts.replaceAll(this::named);
        return parts.isEmpty() ? term : Term.list(parts);
    }

    private void forget() {
        Map<String, Integer> uses = new HashMap<>();
        for (String field : module.fields()) {
            Matcher use = USE.matcher(field);
            while (use.find()) {
                uses.merge(use.group(1), 1, Integer::sum);
            }
        }
        Set<String> unused = new HashSet<>();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        List<Term> used = new ArrayList<>();
        for (String global : globals) {
            if (uses.getOrDefault(global, 0) == 1) {
                unused.add(global);
            } else {
                kept.writeBytes(texts.get(global));
                used.add(Term.of("global.get", global));
            }
        }
        used.addAll(0, List.of(Term.word("array.new_fixed"), list().part(1), Term.word(String.valueOf(used.size()))));
        start.replaceAll(statement -> statement.is("call") && statement.at(1).equals("$teavm@initStrings")
                ? Term.list(List.of(statement.part(0), statement.part(1), Term.list(used)))
                : statement);
        module.set("func", TeaVM.START, " " + Term.list(start) + "\n");
        unused.forEach(global -> module.set("global", global, ""));
        List<Term> parts = new ArrayList<>(data.parts());
        parts.set(3, Term.word(quoted(kept.toByteArray())));
        module.set("data", data.at(1), " " + Term.list(parts) + "\n");
    }

    private static byte[] bytes(String quoted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char each = quoted.charAt(i);
            if (each != '\\') {
                out.write(each);
                continue;
            }
            char escaped = quoted.charAt(++i);
            int simple = "tnr".indexOf(escaped);
            if (simple >= 0) {
                out.write("\t\n\r".charAt(simple));
            } else if (Character.digit(escaped, 16) >= 0) {
                out.write(Integer.parseInt(quoted.substring(i, i + 2), 16));
                i++;
            } else {
                out.write(escaped);
            }
        }
        return out.toByteArray();
    }

    private static String quoted(byte[] bytes) {
        StringBuilder out = new StringBuilder("\"");
        for (byte each : bytes) {
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                out.append('\\')
                        .append(Character.forDigit((each >> 4) & 15, 16))
                        .append(Character.forDigit(each & 15, 16));
            } else {
                out.append((char) each);
            }
        }
        return out.append('"').toString();
    }
}
