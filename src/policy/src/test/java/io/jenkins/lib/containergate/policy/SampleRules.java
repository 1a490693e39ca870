package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Rules for policies of tests to name: the modules that bring rules are above this one. */
public final class SampleRules {
    private SampleRules() {}

    private static RuleMetadata rule(String id, Severity severity, RuleSource... sources) {
        return new RuleMetadata(new RuleId(id), "what " + id + " says", severity, List.of(sources), "fix it");
    }

    public static final class Hardening implements RuleProvider {
        @Override
        public String section() {
            return "hardening";
        }

        @Override
        public List<RuleMetadata> rules() {
            return List.of(
                    rule("no-latest-tag", Severity.MEDIUM, RuleSource.dockle("DKL-DI-0006")),
                    rule("no-setuid-files", Severity.LOW, RuleSource.cisDocker("4.8")),
                    rule("no-sshd", Severity.HIGH, RuleSource.cisDocker("5.7")),
                    rule("no-sudo", Severity.MEDIUM, RuleSource.dockle("DKL-DI-0001")),
                    rule("non-root-user", Severity.HIGH, RuleSource.cisDocker("4.1")));
        }
    }

    public static final class TaskDefinition implements RuleProvider {
        @Override
        public String section() {
            return "taskDefinition";
        }

        @Override
        public List<RuleMetadata> rules() {
            return List.of(
                    rule("cpu-limit", Severity.LOW, RuleSource.cisDocker("5.12")),
                    rule("image-signed", Severity.CRITICAL, RuleSource.cisDocker("4.5")),
                    rule("no-fixed-host-port", Severity.LOW, RuleSource.cisDocker("5.9")),
                    rule("no-privileged", Severity.CRITICAL, RuleSource.fsbp("ECS.4")),
                    rule("no-public-ip", Severity.HIGH, RuleSource.fsbp("ECS.2")));
        }
    }

    public static final class Drift implements RuleProvider {
        @Override
        public String section() {
            return "drift";
        }

        @Override
        public List<RuleMetadata> rules() {
            return List.of(rule("running-exec-disabled", Severity.HIGH), rule("running-tag-unmoved", Severity.HIGH));
        }
    }
}
