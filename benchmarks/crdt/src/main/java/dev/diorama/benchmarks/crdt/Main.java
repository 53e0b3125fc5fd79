package dev.diorama.benchmarks.crdt;

import com.sun.management.OperatingSystemMXBean;
import dev.diorama.scene.lib0.DecodeException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one workload in a JVM: {@code Main <workload> <rounds> <size> <edits> <trace file>}; one line of JSON a round. TRAIN is several. */
public final class Main {

    /** What an AOT cache is trained with. */
    private static final String[] COLD = {"SCENE-1", "SCENE", "B4"};

    private Main() {}

    /** Runs and prints. */
    public static void main(String[] args) throws IOException, DecodeException {
        boolean train = args[0].equals("TRAIN");
        byte[] trace = train || args[0].equals("B4") ? Files.readAllBytes(Path.of(args[4])) : new byte[0];
        Bench bench = new Bench(new Jvm(), Integer.parseInt(args[2]), Integer.parseInt(args[3]), trace);
        for (int round = Integer.parseInt(args[1]); round > 0; round--) {
            for (String workload : train ? COLD : new String[] {args[0]}) {
                System.out.println(bench.run(workload));
            }
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
            for (int i = 0; i < 4; i++) { // the serial collector leaves some garbage in three collections out of four
                System.gc();
            }
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
