package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Lists;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/*
 * Pairs of types, one of each document, the roots by name first. Of a pair:
 *
 * 1. Map part: keys are compared by value. A nested type of the same kind under the same key is a pair of its own; whatever else
 *    differs is set or removed.
 * 2. List part: an element that is in both documents has the same id in both, and since the order of a list never changes, those
 *    elements are in the same order. Between them, what the live list has is deleted and what the past one had is inserted, without
 *    what is equal at both ends of such a gap: copies that an earlier restore or an undo made have other ids.
 * 3. Formatted text: a letter with other attributes is another letter. What is inserted is put right behind what stays to its left, before
 *    any mark that follows there, between marks of its own; marks that are idle then are removed, which every receiver would do otherwise.
 *
 * The pairs wait in a queue, not on the call stack, because a peer chooses how deep they nest.
 */
/** Makes a document equal in content to an earlier state of itself, whatever kinds of types it holds; writes only what differs. */
public final class ContentRestore {

    private final Transaction transaction;
    private final ArrayDeque<Pair> open = new ArrayDeque<>();
    private boolean changed;

    private ContentRestore(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Restores in one transaction.
     *
     * @param past another document; not changed
     * @return whether anything differed
     */
    public static boolean restore(YDoc live, YDoc past, @Nullable Object origin) {
        boolean[] changed = {false};
        live.transact(origin, true, transaction -> {
            ContentRestore restore = new ContentRestore(transaction);
            restore.roots(live, past);
            changed[0] = restore.changed;
        });
        return changed[0];
    }

    private void roots(YDoc live, YDoc past) {
        TreeSet<String> names = new TreeSet<>(live.rootNames());
        names.addAll(past.rootNames());
        for (String name : names) {
            SharedType was = past.root(name);
            open.add(new Pair(live.untypedRoot(name), was == null ? new UntypedRoot() : was));
        }
        for (Pair pair = open.poll(); pair != null; pair = open.poll()) {
            map(pair.live, pair.past);
            list(pair.live, pair.past);
        }
    }

    private void map(SharedType live, SharedType past) {
        SortedMap<String, Chunk> is = live.entries();
        SortedMap<String, Chunk> was = past.entries();
        for (String key : is.keySet()) {
            if (!was.containsKey(key)) {
                live.mapRemove(key);
                changed = true;
            }
        }
        for (Map.Entry<String, Chunk> entry : was.entrySet()) {
            Chunk now = is.get(entry.getKey());
            if (now == null || !keep(now, entry.getValue())) {
                live.mapSet(entry.getKey(), copy(entry.getValue()));
                changed = true;
            }
        }
    }

    private void list(SharedType live, SharedType past) {
        List<Unit> is = units(live);
        List<Unit> was = units(past);
        if (equal(is, was)) {
            return;
        }
        Unit left = null;
        int from = 0;
        int wasFrom = 0;
        Map<Id, Integer> places = places(is);
        for (int i = 0; i <= was.size(); i++) {
            int place = i == was.size() ? is.size() : places.getOrDefault(was.get(i).id, -1);
            if (place < from || (i < was.size() && !alike(is.get(place), was.get(i)))) {
                continue;
            }
            gap(live, left, Lists.part(is, from, place), Lists.part(was, wasFrom, i));
            if (i < was.size()) {
                left = is.get(place);
                keep(left.chunk, was.get(i).chunk);
            }
            from = place + 1;
            wasFrom = i + 1;
        }
        if (live.markers != null) {
            live.markers.clear();
        }
        TextCleanup.forReceivers(transaction, live);
    }

    /** Whether nothing is to be done but to look into nested types. */
    private boolean equal(List<Unit> is, List<Unit> was) {
        if (is.size() != was.size()) {
            return false;
        }
        for (int i = 0; i < is.size(); i++) {
            boolean sameType =
                    !(is.get(i).chunk instanceof Chunk.Shared) || is.get(i).id.equals(was.get(i).id);
            if (!sameType || !alike(is.get(i), was.get(i))) {
                return false;
            }
        }
        for (int i = 0; i < is.size(); i++) {
            keep(is.get(i).chunk, was.get(i).chunk);
        }
        return true;
    }

    /** Turns one stretch of a list into another. */
    private void gap(SharedType live, @Nullable Unit before, List<Unit> now, List<Unit> then) {
        int start = equalAtStart(now, then);
        int end = equalAtEnd(now, then, start);
        List<Unit> back = Lists.part(then, start, then.size() - end);
        if (!back.isEmpty()) {
            insert(live, start == 0 ? before : now.get(start - 1), back);
        }
        delete(Lists.part(now, start, now.size() - end));
    }

    /** Inserts right behind a unit, where the formatting is still that of the unit, and sets the formatting back behind. */
    private void insert(SharedType live, @Nullable Unit left, List<Unit> units) {
        Map<String, AnyValue> outside = left == null ? Map.of() : left.chunk.attributes();
        Map<String, AnyValue> current = outside;
        List<Content> contents = new ArrayList<>();
        for (Unit unit : units) {
            format(current, unit.chunk.attributes(), contents);
            current = unit.chunk.attributes();
            add(copy(unit.chunk), contents);
        }
        format(current, outside, contents);
        changed = true;
        ListEditor.insertAfter(transaction, live, left == null ? null : end(left), contents);
    }

    /** Adds the marks that lead from one formatting to another. */
    private static void format(Map<String, AnyValue> from, Map<String, AnyValue> to, List<Content> dest) {
        for (String key : from.keySet()) {
            if (!to.containsKey(key)) {
                dest.add(new ContentFormat(key, AnyValue.Null.INSTANCE));
            }
        }
        for (Map.Entry<String, AnyValue> entry : to.entrySet()) {
            if (!entry.getValue().equals(from.get(entry.getKey()))) {
                dest.add(new ContentFormat(entry.getKey(), entry.getValue()));
            }
        }
    }

    /** Adds to the last content if that is possible. */
    private static void add(Content content, List<Content> dest) {
        boolean fits = !dest.isEmpty() && dest.getLast().ref() == content.ref();
        Content joined = fits ? dest.getLast().mergeWith(content) : null;
        if (joined == null) {
            dest.add(content);
        } else {
            dest.set(dest.size() - 1, joined);
        }
    }

    private int equalAtStart(List<Unit> now, List<Unit> then) {
        int most = Math.min(now.size(), then.size());
        int equal = 0;
        while (equal < most && alike(now.get(equal), then.get(equal))) {
            keep(now.get(equal).chunk, then.get(equal).chunk);
            equal++;
        }
        return equal;
    }

    private int equalAtEnd(List<Unit> now, List<Unit> then, int start) {
        int most = Math.min(now.size(), then.size()) - start;
        int equal = 0;
        while (equal < most && alike(now.get(now.size() - 1 - equal), then.get(then.size() - 1 - equal))) {
            keep(now.get(now.size() - 1 - equal).chunk, then.get(then.size() - 1 - equal).chunk);
            equal++;
        }
        return equal;
    }

    /** Whether the live value can stay; a nested type can, and is a pair to be looked at. */
    private boolean keep(Chunk now, Chunk then) {
        if (now instanceof Chunk.Shared live && then instanceof Chunk.Shared past && similar(now, then)) {
            open.add(new Pair(live.type(), past.type()));
            return true;
        }
        return similar(now, then);
    }

    private static boolean alike(Unit now, Unit then) {
        return now.chunk.attributes().equals(then.chunk.attributes()) && similar(now.chunk, then.chunk);
    }

    /** Whether both are the same value, or types of the same kind. */
    private static boolean similar(Chunk now, Chunk then) {
        return switch (now) {
            case Chunk.Any a -> then instanceof Chunk.Any b && a.value().equals(b.value());
            case Chunk.Embed a -> then instanceof Chunk.Embed b && a.value().equals(b.value());
            case Chunk.Text a -> then instanceof Chunk.Text b && a.text().equals(b.text());
            case Chunk.SubDoc a -> then instanceof Chunk.SubDoc b && a.guid().equals(b.guid());
            case Chunk.Shared a ->
                then instanceof Chunk.Shared b
                        && a.type().kind() == b.type().kind()
                        && Objects.equals(a.type().name(), b.type().name());
        };
    }

    /** New content like that of the past; a nested type is empty at first, and a pair to be looked at. */
    private Content copy(Chunk chunk) {
        return switch (chunk) {
            case Chunk.Any any -> SharedType.content(any.value());
            case Chunk.Embed embed -> new ContentEmbed(embed.value());
            case Chunk.Text text -> new ContentString(text.text());
            case Chunk.SubDoc doc -> new ContentDoc(doc.document().copy());
            case Chunk.Shared shared -> {
                SharedType past = shared.type();
                SharedType made = SharedType.create(past.kind(), past.name());
                open.add(new Pair(made, past));
                yield new ContentType(made);
            }
        };
    }

    private void delete(List<Unit> units) {
        for (int i = 0; i < units.size(); ) {
            Id first = units.get(i).id;
            Unit last = units.get(i++);
            while (i < units.size() && units.get(i).id.follows(last)) {
                last = units.get(i++);
            }
            end(last);
            int end = last.id.clock + last.width();
            for (int clock = first.clock; clock < end; ) {
                Struct struct = StructStore.cleanStart(transaction, first.client, clock);
                if (struct instanceof Item item) {
                    item.delete(transaction);
                }
                clock = struct.end();
            }
            changed = true;
        }
    }

    /** The item that ends where a unit of the live document does. */
    private Item end(Unit unit) {
        Struct struct = StructStore.cleanEnd(transaction, unit.id.client, unit.id.clock + unit.width() - 1);
        if (!(struct instanceof Item item)) {
            throw new IllegalStateException("no item: client=" + unit.id.client.id + " clock=" + unit.id.clock);
        }
        return item;
    }

    private static Map<Id, Integer> places(List<Unit> units) {
        Map<Id, Integer> places = new HashMap<>();
        for (int i = 0; i < units.size(); i++) {
            places.put(units.get(i).id, i);
        }
        return places;
    }

    /** What a list holds, one position each; pairs of surrogates stay together. */
    private static List<Unit> units(SharedType type) {
        List<Unit> units = new ArrayList<>();
        Map<String, AnyValue> attributes = Map.of();
        List<Chunk> chunks = new ArrayList<>();
        for (Item item = type.start; item != null; item = item.right) {
            if (item.deleted()) {
                continue;
            }
            if (item.content instanceof ContentFormat format) {
                Map<String, AnyValue> next = new LinkedHashMap<>(attributes);
                TextReader.update(next, format);
                attributes = next.isEmpty() ? Map.of() : Collections.unmodifiableMap(next);
                continue;
            }
            item.content.addTo(chunks, attributes);
            int clock = item.clock;
            for (Chunk chunk : chunks) {
                if (chunk instanceof Chunk.Text text) {
                    clock = letters(item, text, clock, units);
                } else {
                    units.add(new Unit(new Id(item.client, clock++), chunk));
                }
            }
            chunks.clear();
        }
        return units;
    }

    private static int letters(Item item, Chunk.Text run, int from, List<Unit> dest) {
        String text = run.text();
        int clock = from;
        for (int i = 0; i < text.length(); ) {
            boolean pair = i + 1 < text.length()
                    && Character.isHighSurrogate(text.charAt(i))
                    && Character.isLowSurrogate(text.charAt(i + 1));
            int next = i + (pair ? 2 : 1);
            dest.add(new Unit(new Id(item.client, clock), new Chunk.Text(text.substring(i, next), run.attributes())));
            clock += next - i;
            i = next;
        }
        return clock;
    }

    /** Two types that are to become equal. */
    private record Pair(SharedType live, SharedType past) {}

    /** Where an element has its name from; of two documents, the same client is two objects with one number. */
    private record Id(ClientStructs client, int clock) {

        /** Whether this is the next name after those of a unit. */
        boolean follows(Unit unit) {
            return unit.id.client == client && unit.id.clock + unit.width() == clock;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Id id && id.client.id == client.id && id.clock == clock;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(client.id) * 31 + clock;
        }
    }

    /** A letter, or one element of another sort. */
    private record Unit(Id id, Chunk chunk) {

        int width() {
            return chunk instanceof Chunk.Text text ? text.text().length() : 1;
        }
    }
}
