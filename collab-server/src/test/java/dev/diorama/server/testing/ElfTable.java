package dev.diorama.server.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a 64-bit ELF library keeps the addresses of the functions that it takes from others. */
final class ElfTable {
    private static final int SECTION_RELA = 4;
    private static final int RELA_BYTES = 24;
    private static final int SYMBOL_BYTES = 24;

    private final byte[] bytes;
    private final ByteBuffer file;

    private ElfTable(byte[] bytes) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ElfTable of(Path library) throws IOException {
        return new ElfTable(Files.readAllBytes(library));
    }

    /** Offsets, from the library's base in memory, of every pointer to a function of that name. */
    List<Long> pointersTo(String function) {
        List<Long> pointers = new ArrayList<>();
        long sections = file.getLong(0x28);
        int sectionBytes = file.getShort(0x3A);
        int count = file.getShort(0x3C);
        for (int i = 0; i < count; i++) {
            int section = at(sections + (long) i * sectionBytes);
            if (file.getInt(section + 4) == SECTION_RELA) {
                int symbols = at(sections + (long) file.getInt(section + 0x28) * sectionBytes);
                collect(function, section, symbols, sections, sectionBytes, pointers);
            }
        }
        return pointers;
    }

    private void collect(
            String function, int section, int symbols, long sections, int sectionBytes, List<Long> pointers) {
        int names = at(sections + (long) file.getInt(symbols + 0x28) * sectionBytes);
        long end = file.getLong(section + 0x18) + file.getLong(section + 0x20);
        for (long entry = file.getLong(section + 0x18); entry < end; entry += RELA_BYTES) {
            long symbol = file.getLong(at(entry) + 8) >>> 32;
            int name = file.getInt(at(file.getLong(symbols + 0x18) + symbol * SYMBOL_BYTES));
            if (symbol != 0 && text(at(file.getLong(names + 0x18) + name)).equals(function)) {
                pointers.add(file.getLong(at(entry)));
            }
        }
    }

    private static int at(long offset) {
        return Math.toIntExact(offset);
    }

    private String text(int from) {
        int end = from;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    }
}
