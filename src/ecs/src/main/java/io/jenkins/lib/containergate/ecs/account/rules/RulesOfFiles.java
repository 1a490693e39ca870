package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.List;

/** Rules on what task definitions use, for what a file declares of that: it counts whether a task definition of the file uses it or not. */
public final class RulesOfFiles {
    private RulesOfFiles() {}

    public static CloudRules<Deployment> all() {
        return new CloudRules<>(List.of(
                new RepositoryOfFile(new EcrImmutableTagsRule()),
                new RepositoryOfFile(new EcrScanOnPushRule()),
                new RepositoryOfFile(new EcrNotPublicRule()),
                new RepositoryOfFile(new EcrCmkRule())));
    }
}
