/**
 * The narrow port to WebGPU: what the renderer asks of a graphics device, with WebGPU's own names. Implemented by the browser's
 * WebGPU and by a recording double in the tests.
 */
@NullMarked
package dev.diorama.engine.gpu;

import org.jspecify.annotations.NullMarked;
