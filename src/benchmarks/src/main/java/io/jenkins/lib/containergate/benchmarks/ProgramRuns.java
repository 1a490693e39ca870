package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/** Whole programs, measured from outside, each a few times by turns: the least processor time counts, and the most memory. */
final class ProgramRuns {
    static final int ROUNDS = 5;
    static final String HEAD = "| what | processor time, most memory | target | beside it |\n|---|---|---|---|";

    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, Taken> taken = new LinkedHashMap<>();

    /** Runs to its end. */
    interface Program {
        /** @return the most memory it held */
        OptionalLong run() throws IOException, InterruptedException;
    }

    /** What a program took at best. */
    private record Taken(Duration cpu, OptionalLong memory) {
        Taken and(Taken other) {
            return new Taken(
                    cpu.compareTo(other.cpu) <= 0 ? cpu : other.cpu,
                    memory.orElse(0) >= other.memory.orElse(0) ? memory : other.memory);
        }
    }

    ProgramRuns add(String what, Program program) {
        programs.put(what, program);
        return this;
    }

    /** The first round only warms the machine. */
    void run(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Program> program : programs.entrySet()) {
                long before = Measurement.childrenNanos();
                OptionalLong memory = program.getValue().run();
                Taken now = new Taken(Duration.ofNanos(Measurement.childrenNanos() - before), memory);
                if (round > 0) {
                    taken.merge(program.getKey(), now, Taken::and);
                }
            }
        }
    }

    /** Of one program, and how much that is of another. */
    String row(String what, String target, Optional<String> other) {
        Taken own = measured(what);
        return "| " + what + " | " + text(own) + " | " + target + " | "
                + other.map(name -> name + ": " + text(measured(name)) + "; "
                                + String.format(
                                        Locale.ROOT,
                                        "%.2f x of that",
                                        (double) own.cpu.toNanos()
                                                / Math.max(1, measured(name).cpu.toNanos())))
                        .orElse("")
                + " |";
    }

    private Taken measured(String what) {
        return Optional.ofNullable(taken.get(what)).orElseThrow(() -> new NoSuchElementException(what));
    }

    private static String text(Taken taken) {
        String cpu = String.format(Locale.ROOT, "%.2f s", taken.cpu.toMillis() / 1000.0);
        return taken.memory.isPresent() ? cpu + ", " + taken.memory.getAsLong() / (1 << 20) + " MiB" : cpu;
    }
}
