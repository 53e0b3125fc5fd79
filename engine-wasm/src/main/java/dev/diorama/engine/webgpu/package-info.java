/**
 * WebGPU as the browser has it: one interface per interface of WebGPU's IDL, with the IDL's names, and the device of the engine's
 * {@code gpu} port on top of them.
 */
@NullMarked
package dev.diorama.engine.webgpu;

import org.jspecify.annotations.NullMarked;
