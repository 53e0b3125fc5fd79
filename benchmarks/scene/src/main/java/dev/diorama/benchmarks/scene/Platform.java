package dev.diorama.benchmarks.scene;

/** What a benchmark asks of the machine that runs it. */
interface Platform {

    /** Time that this process has spent on processors, helper threads of the runtime included, in milliseconds. */
    double cpuMillis();

    /** Bytes of live objects; collects garbage first. */
    double liveBytes();
}
