package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files of waivers that a command writes. */
final class WaiverFiles {
    private WaiverFiles() {}

    /**
     * Checks the file as policies are, so that a text they do not take is refused here and not where the file is used, then
     * writes it.
     *
     * @param target a file that does not exist yet; empty for the console
     */
    static void write(String file, Optional<Path> target, Terminal terminal) throws UsageException {
        try {
            PolicyParser.parse("waivers", "the file of waivers", file);
        } catch (GateException e) {
            throw new UsageException(e);
        }
        if (target.isEmpty()) {
            terminal.out().print(file);
            return;
        }
        try {
            Files.writeString(target.get(), file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UsageException(
                    target.get() + " cannot be written: " + FileProblem.of(e),
                    "name a new file in a directory that you may write to");
        }
    }
}
