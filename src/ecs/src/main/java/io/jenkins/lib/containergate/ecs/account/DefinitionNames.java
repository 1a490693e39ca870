package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.task.Definition;
import java.util.Optional;

/** Definitions that ECS described are named after their ARN; those of files are not deployed yet. */
public final class DefinitionNames {
    private DefinitionNames() {}

    public static Optional<Arn> arn(Definition definition) {
        return Arn.of(definition.document()).filter(arn -> arn.service().equals("ecs"));
    }
}
