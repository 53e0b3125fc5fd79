package dev.diorama.server.ops;

import java.nio.file.Path;

/**
 * Folder in which the server keeps everything it must not lose.
 *
 * @param path absolute; may not exist yet
 */
public record DataFolder(Path path) {}
