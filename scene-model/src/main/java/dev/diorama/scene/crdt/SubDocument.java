package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document inside a document: an element of a list or a map that only names it. Its content travels on a way of its own.
 *
 * <p>The holder tells its listeners ({@link YDoc#onSubDocuments}) when one appears, is wanted, or goes; whoever listens opens a document of
 * that guid and keeps it in touch with its peers.
 */
public final class SubDocument {

    private static final AnyValue NO_OPTIONS = AnyValue.obj(Collections.emptyMap());

    private final String guid;
    private final AnyValue options;
    private boolean shouldLoad;
    private @Nullable Item item;

    private SubDocument(String guid, AnyValue options, boolean shouldLoad) {
        this.guid = guid;
        this.options = options;
        this.shouldLoad = shouldLoad;
    }

    /**
     * A document to put into a map or a list; wanted here from the start.
     *
     * @param options those that Yjs knows: {@code gc} if false, {@code autoLoad} if true, {@code meta}; others are dropped
     */
    public static SubDocument of(String guid, Map<String, AnyValue> options) {
        return new SubDocument(guid, keptByYjs(AnyValue.obj(options)), true);
    }

    /** One that came over the wire: wanted if it says so itself. */
    static SubDocument received(String guid, AnyValue options) {
        AnyValue asked = options.fields().get("shouldLoad");
        AnyValue kept = keptByYjs(options);
        return new SubDocument(
                guid, kept, (asked != null && truthy(asked)) || kept.fields().containsKey("autoLoad"));
    }

    /** Of the options, Yjs writes back those that it knows and that are not the default, in this order. */
    private static AnyValue keptByYjs(AnyValue options) {
        if (options.fields().isEmpty()) {
            return NO_OPTIONS;
        }
        Map<String, AnyValue> kept = new LinkedHashMap<>();
        AnyValue gc = options.fields().get("gc");
        if (gc != null && !(gc instanceof AnyValue.Undefined) && !truthy(gc)) {
            kept.put("gc", AnyValue.of(false));
        }
        AnyValue autoLoad = options.fields().get("autoLoad");
        if (autoLoad != null && truthy(autoLoad)) {
            kept.put("autoLoad", AnyValue.of(true));
        }
        AnyValue meta = options.fields().get("meta");
        if (meta != null && !(meta instanceof AnyValue.Null) && !(meta instanceof AnyValue.Undefined)) {
            kept.put("meta", meta);
        }
        return AnyValue.obj(kept);
    }

    private static boolean truthy(AnyValue value) {
        return switch (value) {
            case AnyValue.Undefined ignored -> false;
            case AnyValue.Null ignored -> false;
            case AnyValue.Bool bool -> bool.value();
            case AnyValue.Num num -> num.value() != 0 && !Double.isNaN(num.value());
            case AnyValue.BigInt big -> big.value() != 0;
            case AnyValue.Str str -> !str.value().isEmpty();
            default -> true;
        };
    }

    /** The name by which peers know the document. */
    public String guid() {
        return guid;
    }

    /** {@code gc}, {@code autoLoad} and {@code meta} as far as they are not the default. */
    public AnyValue options() {
        return options;
    }

    /** Whether every peer is to load it as soon as it hears of it. */
    public boolean autoLoad() {
        return options.fields().containsKey("autoLoad");
    }

    /** Whether it is wanted here. */
    public boolean shouldLoad() {
        return shouldLoad;
    }

    /** Says that it is wanted here; the holder's listeners hear of it once. */
    public void load() {
        Item holder = item;
        if (holder != null && !shouldLoad) {
            holder.parent()
                    .doc()
                    .transactLocally(transaction -> transaction.subDocuments().load(this));
        }
        shouldLoad = true;
    }

    /** A copy for undo; the original stays deleted. */
    SubDocument copy() {
        return received(guid, options);
    }

    void integrated(Transaction transaction, Item holder) {
        item = holder;
        transaction.subDocuments().add(this);
    }
}
