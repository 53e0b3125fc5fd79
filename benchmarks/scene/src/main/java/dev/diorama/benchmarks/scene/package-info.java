/** The scene's tree, events and undo in a JVM and in WebAssembly; and the scene's recorded cases in WebAssembly. */
@org.jspecify.annotations.NullMarked
package dev.diorama.benchmarks.scene;
