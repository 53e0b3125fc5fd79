package dev.diorama.benchmarks.scene;

import com.sun.management.OperatingSystemMXBean;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.InvalidEditException;
import java.lang.management.ManagementFactory;

/** Runs one workload in a JVM: {@code Main <workload> <rounds> <nodes>}; one line of JSON a round. */
public final class Main {

    private Main() {}

    /** Runs and prints; {@code SESSION <count> <steps>} prints the hashes of random sessions. */
    public static void main(String[] args) throws DecodeException, InvalidEditException {
        int count = Integer.parseInt(args[1]);
        int size = Integer.parseInt(args[2]);
        if (args[0].equals("SESSION")) {
            System.out.println(Sessions.hashes(count, size));
            return;
        }
        Bench bench = new Bench(new Jvm(), size);
        for (int round = 0; round < count; round++) {
            System.out.println(bench.run(args[0]));
        }
    }

    private static final class Jvm implements Platform {

        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        @Override
        public double cpuMillis() {
            return system.getProcessCpuTime() / 1e6;
        }

        @Override
        public double liveBytes() {
            System.gc();
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
