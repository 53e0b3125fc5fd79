package dev.diorama.packaging;

/** Names that TeaVM gives to what every module has. */
final class TeaVM {
    /** Runs first: fills the tables, reads the strings, asks JavaScript for what the module uses of it. */
    static final String START = "$teavm@initializer";

    private TeaVM() {}
}
