package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.time.Clock;
import picocli.CommandLine.Command;

/** {@code gate run}: every gate that has an input. */
@Command(
        name = "run",
        description = "Run every gate that has an input and give one verdict.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate run oci-archive:app.tar",
            "  gate run oci-archive:app.tar --platform linux/arm64 --policy org.yaml --out reports"
        })
public final class RunCommand extends JudgeCommand {
    RunCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }
}
