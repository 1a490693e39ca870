package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import java.util.Map;
import picocli.CommandLine.Option;

/** How task definitions are read. */
public final class TaskDefinitionOptions {
    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "Value of a parameter of a CloudFormation template. Repeatable.")
    private Map<String, String> parameters = Map.of();

    public TaskDefinitionFiles files() {
        return new TaskDefinitionFiles(DocumentLimits.defaults(), parameters);
    }
}
