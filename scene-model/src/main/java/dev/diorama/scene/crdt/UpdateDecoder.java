package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Interner;
import dev.diorama.scene.lib0.Lib0Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a whole update into structs and checks it, so that integration cannot fail halfway. */
final class UpdateDecoder {

    private static final int CONTENT_BITS = 0x1F;
    private static final int HAS_ORIGIN = 0x80;
    private static final int HAS_RIGHT_ORIGIN = 0x40;
    private static final int HAS_PARENT_SUB = 0x20;

    private final UpdateReader reader;
    private final DecodeLimits limits;
    private final DecodedUpdate update;
    private final @Nullable SharedContents contents;
    private int structs;
    private @Nullable ClientStructs lastClient;
    private @Nullable UntypedRoot lastRoot;

    private UpdateDecoder(
            UpdateReader reader, DecodeLimits limits, DecodedUpdate update, @Nullable SharedContents contents) {
        this.reader = reader;
        this.limits = limits;
        this.update = update;
        this.contents = contents;
    }

    static DecodedUpdate decode(byte[] bytes, UpdateFormat format, DecodeLimits limits, @Nullable StructStore store)
            throws DecodeException {
        checkSize(bytes, limits);
        return decode(format.reader(bytes, store == null ? new Interner() : store.interner), limits, store);
    }

    private static DecodedUpdate decode(UpdateReader reader, DecodeLimits limits, @Nullable StructStore store)
            throws DecodeException {
        DecodedUpdate into = new DecodedUpdate(store);
        new UpdateDecoder(reader, limits, into, store == null ? null : store.contents).read();
        return into;
    }

    /** Reads into an update that is empty yet. */
    static DecodedUpdate decode(UpdateReader reader, DecodeLimits limits, DecodedUpdate into) throws DecodeException {
        new UpdateDecoder(reader, limits, into, null).read();
        return into;
    }

    static void checkSize(byte[] bytes, DecodeLimits limits) throws DecodeException {
        if (bytes.length > limits.bytes()) {
            throw new DecodeException("update too large: bytes=" + bytes.length + " limit=" + limits.bytes(), 0);
        }
    }

    private void read() throws DecodeException {
        Lib0Reader rest = reader.rest();
        int clients = rest.readCount(2);
        if (clients > limits.clients()) {
            throw rest.failure("too many clients: count=" + clients + " limit=" + limits.clients());
        }
        for (int i = 0; i < clients; i++) {
            readClient();
        }
        update.deletes = IdSet.read(reader, limits.deleteRanges());
        if (rest.hasMore()) {
            throw rest.failure("bytes after the update: count=" + rest.remaining());
        }
    }

    private void readClient() throws DecodeException {
        Lib0Reader rest = reader.rest();
        long count = rest.readVarUint();
        structs += (int) Math.min(count, Integer.MAX_VALUE / 2);
        if (structs > limits.structs()) {
            throw rest.failure("too many structs: limit=" + limits.structs());
        }
        ClientStructs client = client(reader.readClient());
        int clock = rest.readVarUint31();
        Struct[] read = new Struct[(int) Math.min(count, 16)];
        for (int i = 0; i < count; i++) {
            if (i == read.length) {
                read = Arrays.copyOf(read, (int) Math.min(count, 2L * read.length));
            }
            Struct struct = readStruct(client, clock);
            if (struct.length <= 0 || clock > Integer.MAX_VALUE - struct.length) {
                throw rest.failure("length out of range: clock=" + clock + " length=" + struct.length);
            }
            clock += struct.length;
            read[i] = struct;
        }
        update.add(new StructQueue(client, read, (int) count));
    }

    private ClientStructs client(long id) {
        ClientStructs client = lastClient;
        if (client == null || client.id != id) {
            client = update.client(id);
            lastClient = client;
        }
        return client;
    }

    private Struct readStruct(ClientStructs client, int clock) throws DecodeException {
        int info = reader.readInfo();
        int ref = info & CONTENT_BITS;
        if (ref == Gc.REF) {
            return new Gc(client, clock, reader.readLength());
        }
        if (ref == Skip.REF) {
            return new Skip(client, clock, reader.rest().readVarUint31());
        }
        ClientStructs originClient = null;
        int originClock = 0;
        if ((info & HAS_ORIGIN) != 0) {
            reader.readLeftId();
            originClient = client(reader.idClient);
            originClock = reader.idClock;
        }
        ClientStructs rightOriginClient = null;
        int rightOriginClock = 0;
        if ((info & HAS_RIGHT_ORIGIN) != 0) {
            reader.readRightId();
            rightOriginClient = client(reader.idClient);
            rightOriginClock = reader.idClock;
        }
        UntypedRoot root = null;
        boolean parentId = false;
        String parentSub = null;
        if (originClient == null && rightOriginClient == null) {
            if (reader.readParentInfo()) {
                root = root(reader.readParentSub());
            } else {
                parentId = true;
                reader.readLeftId();
                originClient = client(reader.idClient);
                originClock = reader.idClock;
            }
            if ((info & HAS_PARENT_SUB) != 0) {
                parentSub = reader.readParentSub();
            }
        }
        if ((originClient == client && originClock >= clock)
                || (rightOriginClient == client && rightOriginClock >= clock)) {
            throw reader.rest().failure("refers to its own future: client=" + client.id + " clock=" + clock);
        }
        Item item = Item.of(client, clock, readContent(ref), rightOriginClient, rightOriginClock);
        if (parentId && originClient != null) {
            item.parentId(originClient, originClock);
        } else {
            item.originClient = originClient;
            item.originClock = originClock;
        }
        item.parent = root;
        item.parentSub = parentSub;
        return item;
    }

    private UntypedRoot root(String name) {
        if (lastRoot == null || !lastRoot.rootName().equals(name)) {
            lastRoot = new UntypedRoot();
            lastRoot.beOnlyName(name);
        }
        return lastRoot;
    }

    private Content readContent(int ref) throws DecodeException {
        return switch (ref) {
            case ContentDeleted.REF -> ContentDeleted.of(reader.readLength());
            case ContentJson.REF -> readJson();
            case ContentBinary.REF -> new ContentBinary(reader.readBytes());
            case ContentString.REF -> new ContentString(reader.readString());
            case ContentEmbed.REF -> new ContentEmbed(reader.readJson());
            case ContentFormat.REF -> new ContentFormat(reader.readKey(), reader.readJson());
            case ContentType.REF -> readType();
            case ContentAny.REF -> readAny();
            case ContentDoc.REF -> readDoc();
            default -> throw reader.rest().failure("unknown content: ref=" + ref);
        };
    }

    private ContentAny readAny() throws DecodeException {
        int count = readElementCount();
        if (count == 1) {
            AnyValue value = reader.readAny();
            return contents == null ? new ContentAny(value) : contents.of(value);
        }
        AnyValue[] values = new AnyValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = reader.readAny();
        }
        return ContentAny.of(values);
    }

    private ContentJson readJson() throws DecodeException {
        AnyValue[] values = new AnyValue[readElementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.readJsonOrUndefined();
        }
        return new ContentJson(values);
    }

    /** The number of elements that follow, each of at least one byte. */
    private int readElementCount() throws DecodeException {
        int count = reader.readLength();
        if (count > reader.elementBytesLeft()) {
            throw reader.rest().failure("count above the bytes left: count=" + count);
        }
        return count;
    }

    private ContentType readType() throws DecodeException {
        int ref = reader.readTypeRef();
        SharedType.Kind kind = SharedType.kind(ref);
        if (kind == null) {
            throw reader.rest().failure("unknown type: ref=" + ref);
        }
        boolean named = kind == SharedType.Kind.XML_ELEMENT || kind == SharedType.Kind.XML_HOOK;
        return new ContentType(SharedType.create(kind, named ? reader.readKey() : null));
    }

    private ContentDoc readDoc() throws DecodeException {
        String guid = reader.readString();
        AnyValue options = reader.readAny();
        if (options instanceof AnyValue.Null || options instanceof AnyValue.Undefined) {
            throw reader.rest().failure("document without options");
        }
        return new ContentDoc(SubDocument.received(guid, options));
    }
}
