package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.options.TaskDefinitionOptions;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate run}: every gate that has an input. */
@Command(
        name = "run",
        description = "Run every gate that has an input and give one verdict.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate run oci-archive:app.tar",
            "  gate run oci-archive:app.tar --platform linux/arm64 --policy org.yaml --out reports",
            "  gate run oci-archive:app.tar --task-definition taskdef.json"
        })
public final class RunCommand extends JudgeCommand {
    @Option(
            names = "--task-definition",
            paramLabel = "FILE",
            description = "Judge the task definition that will run the image as well.")
    private Optional<Path> taskDefinition = Optional.empty();

    @Mixin
    private TaskDefinitionOptions reading = new TaskDefinitionOptions();

    RunCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    List<TaskDefinition> tasks() throws GateException {
        return taskDefinition.isEmpty()
                ? List.of()
                : reading.files()
                        .read(taskDefinition.get(), taskDefinition.get().toString());
    }
}
