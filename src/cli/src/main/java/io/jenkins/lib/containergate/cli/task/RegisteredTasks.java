package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.aws.AwsAccess;
import io.jenkins.lib.containergate.aws.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cloud.Arn;
import io.jenkins.lib.containergate.cloud.cluster.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Task definitions that ECS knows, by {@code FAMILY}, {@code FAMILY:REVISION} or ARN. */
final class RegisteredTasks {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}(:[0-9]{1,10})?");

    private final AwsAccess access;

    RegisteredTasks(AwsAccess access) {
        this.access = access;
    }

    /** Whether the name can be one of ECS; names of files have a dot or a slash as a rule. */
    static boolean isName(String name) {
        return FAMILY.matcher(name).matches() || arn(name).isPresent();
    }

    private static Optional<Arn> arn(String name) {
        return Arn.of(name)
                .filter(arn -> arn.service().equals("ecs") && arn.resource().startsWith("task-definition/"));
    }

    List<TaskDefinition> read(String name, Deadline deadline) throws GateException, InterruptedException {
        // an ARN says where to ask
        Optional<String> region = access.region().or(() -> arn(name).map(Arn::region));
        AwsAccess there = new AwsAccess(access.profile(), access.role(), region, access.endpoint());
        try (AwsSession session = AwsConnections.open(there)) {
            RegisteredTaskDefinition found =
                    session.lookups().ecs().taskDefinition(name, deadline).required();
            return new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                    .read(found.arn().toString(), found.json().getBytes(StandardCharsets.UTF_8));
        }
    }
}
