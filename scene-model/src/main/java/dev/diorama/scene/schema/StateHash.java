package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.Chunk;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YXmlElement;
import dev.diorama.scene.crdt.YXmlHook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The hash by which peers, the server and plain Yjs programs tell whether they hold the same content: rules S80 to S89.
 *
 * <p>It says nothing of history: documents of equal content have equal hashes, whoever wrote it in which order.
 */
public final class StateHash {

    private final CanonicalWriter out = new CanonicalWriter();

    /** The types that are being written, the innermost on top; not the call stack, because a peer chooses how deep they nest. */
    private final Deque<Frame> open = new ArrayDeque<>();

    private StateHash() {}

    /** The state hash of a document, 64 lower-case hexadecimal digits. */
    public static String of(YDoc doc) {
        return new StateHash().hash(doc);
    }

    /** The names of the root types that hold something, sorted. */
    static List<String> nonEmptyRoots(YDoc doc) {
        List<String> names = new ArrayList<>();
        for (String name : doc.rootNames()) {
            SharedType root = doc.root(name);
            if (root != null && !(root.entries().isEmpty() && root.chunks().isEmpty())) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    private String hash(YDoc doc) {
        out.ascii("diorama-state-1");
        for (String name : nonEmptyRoots(doc)) {
            SharedType root = doc.root(name);
            if (root != null) {
                out.item();
                out.string(name);
                write(root);
            }
        }
        out.end();
        return out.hex();
    }

    private void write(SharedType type) {
        open.push(new Frame(type));
        while (!open.isEmpty()) {
            Frame frame = open.peek();
            if (frame.entries.hasNext()) {
                Map.Entry<String, Chunk> entry = frame.entries.next();
                out.item();
                out.string(entry.getKey());
                value(entry.getValue());
            } else if (!frame.inList) {
                out.end();
                frame.inList = true;
            } else if (frame.next < frame.chunks.size()) {
                element(frame);
            } else {
                out.end();
                open.pop();
            }
        }
    }

    private void element(Frame frame) {
        Chunk chunk = frame.chunks.get(frame.next++);
        out.item();
        out.object(chunk.attributes());
        if (chunk instanceof Chunk.Text text) {
            out.tag(CanonicalWriter.TEXT);
            StringBuilder run = new StringBuilder(text.text());
            while (frame.next < frame.chunks.size()
                    && frame.chunks.get(frame.next) instanceof Chunk.Text more
                    && more.attributes().equals(text.attributes())) {
                run.append(more.text());
                frame.next++;
            }
            out.string(run.toString());
        } else {
            value(chunk);
        }
    }

    private void value(Chunk chunk) {
        switch (chunk) {
            case Chunk.Any any -> out.any(any.value());
            case Chunk.Text text -> {
                int last = text.text().length() - 1;
                out.tag(last < 0 ? CanonicalWriter.UNDEFINED : CanonicalWriter.STRING);
                if (last >= 0) {
                    out.string(text.text().substring(last));
                }
            }
            case Chunk.Embed embed -> {
                out.tag(CanonicalWriter.EMBED);
                out.any(embed.value());
            }
            case Chunk.SubDoc doc -> {
                out.tag(CanonicalWriter.SUB_DOC);
                out.string(doc.guid());
            }
            case Chunk.Shared shared -> {
                SharedType type = shared.type();
                out.tag(CanonicalWriter.TYPE);
                out.tag(reference(type.kind()));
                if (type instanceof YXmlElement element) {
                    out.string(element.nodeName());
                } else if (type instanceof YXmlHook hook) {
                    out.string(hook.hookName());
                }
                open.push(new Frame(type));
            }
        }
    }

    private static int reference(SharedType.Kind kind) {
        return switch (kind) {
            case ARRAY -> 0;
            case MAP -> 1;
            case TEXT -> 2;
            case XML_ELEMENT -> 3;
            case XML_FRAGMENT -> 4;
            case XML_HOOK -> 5;
            case XML_TEXT -> 6;
            case UNTYPED -> throw new IllegalStateException("a nested type without a kind");
        };
    }

    /** How far a type has been written. */
    private static final class Frame {
        final Iterator<Map.Entry<String, Chunk>> entries;
        final List<Chunk> chunks;
        boolean inList;
        int next;

        Frame(SharedType type) {
            entries = type.entries().entrySet().iterator();
            chunks = type.chunks();
        }
    }
}
