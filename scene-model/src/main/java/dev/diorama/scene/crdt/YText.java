package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text, possibly formatted. Positions and lengths are UTF-16 code units; never address the middle of a surrogate pair. */
public sealed class YText extends SharedType permits YXmlText {

    YText() {
        markers = new ArrayList<>();
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    /** Length in UTF-16 code units, embedded objects counting one each. */
    public int length() {
        return length;
    }

    /** The text without formatting and embedded objects. */
    public String string() {
        return TextReader.string(this);
    }

    /** Runs of text, embedded objects and types with their attributes, cut exactly as Yjs's {@code toDelta} cuts them. */
    public List<Chunk> delta() {
        return TextReader.delta(this);
    }

    /** Inserts text before a position, formatted as the text left of it. */
    public void insert(int index, String text) {
        check(index, 0);
        if (!text.isEmpty()) {
            doc().transactLocally(transaction -> {
                TextEditor editor = TextEditor.at(transaction, this, index, true);
                editor.insert(new ContentString(text), editor.current());
            });
        }
    }

    /** Inserts text with exactly these attributes; null values are attributes that end. */
    public void insert(int index, String text, Map<String, AnyValue> attributes) {
        check(index, 0);
        if (!text.isEmpty()) {
            doc().transactLocally(transaction ->
                    TextEditor.at(transaction, this, index, false).insert(new ContentString(text), attributes));
        }
    }

    /** Inserts an object, one position wide. */
    public void insertEmbed(int index, AnyValue embed, Map<String, AnyValue> attributes) {
        check(index, 0);
        doc().transactLocally(transaction -> TextEditor.at(transaction, this, index, attributes.isEmpty())
                .insert(new ContentEmbed(embed), attributes));
    }

    /** Inserts a new, empty type of any kind, one position wide; {@code name} is that of an XML element or hook. */
    public SharedType insertShared(int index, Kind kind, @Nullable String name, Map<String, AnyValue> attributes) {
        check(index, 0);
        SharedType type = SharedType.unattached(kind, name);
        doc().transactLocally(transaction -> TextEditor.at(transaction, this, index, attributes.isEmpty())
                .insert(new ContentType(type), attributes));
        return type;
    }

    /**
     * Makes a change of several steps from left to right, as {@code applyDelta}.
     *
     * @param delta inserted chunks are text or embedded objects; what lies beyond the end is passed over
     */
    public void apply(List<Delta> delta) {
        doc().transactLocally(transaction -> {
            TextEditor editor = TextEditor.at(transaction, this, 0, false);
            for (Delta step : delta) {
                editor.apply(step);
            }
        });
    }

    /** Gives attributes to a range; null values end attributes. A range beyond the end adds line breaks, as in Yjs. */
    public void format(int index, int count, Map<String, AnyValue> attributes) {
        check(index, 0);
        if (count > 0) {
            doc().transactLocally(transaction -> {
                TextEditor editor = TextEditor.at(transaction, this, index, false);
                if (!editor.atEnd()) {
                    editor.format(count, attributes);
                }
            });
        }
    }

    /** Removes text. */
    public void delete(int index, int count) {
        check(index, count);
        if (count > 0) {
            doc().transactLocally(transaction ->
                    TextEditor.at(transaction, this, index, true).delete(count));
        }
    }

    private void check(int index, int count) {
        if (index < 0 || count < 0 || index > length - count) {
            throw new IndexOutOfBoundsException("text: index=" + index + " count=" + count + " length=" + length);
        }
    }

    @Override
    void callObservers(Transaction transaction, Transaction.Change changed) {
        super.callObservers(transaction, changed);
        if (!transaction.local() && hasFormatting) {
            transaction.needFormattingCleanup();
        }
    }
}
