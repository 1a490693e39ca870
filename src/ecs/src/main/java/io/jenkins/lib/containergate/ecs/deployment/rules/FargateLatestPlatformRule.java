package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.FargatePlatforms;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.TaskSet;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Absent means LATEST. */
public final class FargateLatestPlatformRule extends DeploymentRule {
    public FargateLatestPlatformRule() {
        super(new RuleMetadata(
                "fargate-latest-platform",
                "tasks on Fargate run on a current platform version",
                Severity.MEDIUM,
                List.of(RuleSource.fsbp("ECS.10"), RuleSource.checkov("CKV_AWS_332")),
                "remove platformVersion, or set it to LATEST"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        Field<String> version = switchOn(deployment);
        if (version == null) {
            return RuleResult.notApplicable("it runs no tasks");
        }
        DefinitionFindings findings =
                new DefinitionFindings(metadata(), deployment, "platformVersion " + FargatePlatforms.EXPECTED);
        boolean windows = deployment instanceof Service service && service.windows();
        findings.forbid(version, text -> !FargatePlatforms.current(text, windows), Fix.none());
        return findings.result();
    }

    private static @Nullable Field<String> switchOn(Deployment deployment) {
        if (deployment instanceof Service service) {
            return service.platformVersion();
        }
        if (deployment instanceof Launch launch) {
            return launch.platformVersion();
        }
        return deployment instanceof TaskSet tasks ? tasks.platformVersion() : null;
    }
}
