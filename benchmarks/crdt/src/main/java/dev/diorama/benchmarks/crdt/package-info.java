/** The workloads of the CRDT benchmark for scene-model: the same program in a JVM and, compiled by TeaVM, in Node. */
@NullMarked
package dev.diorama.benchmarks.crdt;

import org.jspecify.annotations.NullMarked;
