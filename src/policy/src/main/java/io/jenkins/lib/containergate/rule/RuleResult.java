package io.jenkins.lib.containergate.rule;

import io.jenkins.lib.containergate.finding.Finding;
import java.util.List;

/** A rule's answer. Only FAIL and ERROR hold findings; the others exist for the table in reports. */
public sealed interface RuleResult {

    RuleOutcome outcome();

    List<Finding> findings();

    /** PASS without findings, ERROR when any of them is undecided, FAIL otherwise. */
    static RuleResult of(List<? extends Finding> findings) {
        if (findings.isEmpty()) {
            return new Pass();
        }
        List<Finding> all = List.copyOf(findings);
        return all.stream().anyMatch(Finding::undecided) ? new Error(all) : new Fail(all);
    }

    /** @param reason one clause without a full stop, as in "a Windows image has no setuid files" */
    static RuleResult notApplicable(String reason) {
        return new NotApplicable(reason);
    }

    record Pass() implements RuleResult {
        @Override
        public RuleOutcome outcome() {
            return RuleOutcome.PASS;
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    record Fail(List<Finding> findings) implements RuleResult {
        public Fail {
            findings = List.copyOf(findings);
            if (findings.isEmpty() || findings.stream().anyMatch(Finding::undecided)) {
                throw new IllegalArgumentException("a rule fails with decided findings");
            }
        }

        @Override
        public RuleOutcome outcome() {
            return RuleOutcome.FAIL;
        }
    }

    record NotApplicable(String reason) implements RuleResult {
        public NotApplicable {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a rule that does not apply says why");
            }
        }

        @Override
        public RuleOutcome outcome() {
            return RuleOutcome.NOT_APPLICABLE;
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    /** The rule could not decide everything; what it did decide stands beside it. */
    record Error(List<Finding> findings) implements RuleResult {
        public Error {
            findings = List.copyOf(findings);
            if (findings.stream().noneMatch(Finding::undecided)) {
                throw new IllegalArgumentException("an error holds an undecided finding");
            }
        }

        @Override
        public RuleOutcome outcome() {
            return RuleOutcome.ERROR;
        }
    }
}
