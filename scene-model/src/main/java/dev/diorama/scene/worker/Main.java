package dev.diorama.scene.worker;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** {@code java -jar scene-model.jar worker}: reads commands from standard input and answers on standard output. */
public final class Main {

    private Main() {}

    /** Runs until the input ends. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1 || !args[0].equals("worker")) {
            System.err.println("usage: java -jar scene-model.jar worker");
            System.exit(2);
        }
        Worker worker = new Worker();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.write(worker.answer(line));
            out.write('\n');
            out.flush();
        }
    }
}
