package dev.diorama.engine.gpu;

/** A compute pass that is begun many times. */
public interface ComputePassPlan {}
