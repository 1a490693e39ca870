package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A program, such as {@code ./gate}, whose output nobody reads. */
final class MeasuredProgram {
    private final Path program;

    MeasuredProgram(Path program) {
        this.program = program;
    }

    /** @param exits that the run may end with; a run that ended early would be a fast one */
    ProgramRuns.Program with(Set<Integer> exits, Object... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        Arrays.stream(words).map(Object::toString).forEach(command::add);
        return () -> run(command, exits);
    }

    private static OptionalLong run(List<String> command, Set<Integer> exits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        OptionalLong memory = PeakMemory.untilTheEnd(process);
        if (!exits.contains(process.exitValue())) {
            throw new IOException(command + " ended with " + process.exitValue() + " and not one of " + exits);
        }
        return memory;
    }
}
