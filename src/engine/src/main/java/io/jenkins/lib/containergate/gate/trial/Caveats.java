package io.jenkins.lib.containergate.gate.trial;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Baseline;
import io.jenkins.lib.containergate.policy.setting.Choice.KnownExploited;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a trial is less than a new scan: what a stored verdict leaves out and this policy would ask. */
final class Caveats {
    private Caveats() {}

    static List<String> of(Verdict before, EffectivePolicy policy) {
        List<String> caveats = new ArrayList<>();
        for (GateResult gate : before.gates()) {
            switch (gate.gate()) {
                case VULNERABILITIES -> vulnerabilities(gate, policy, caveats);
                case HARDENING, TASK_DEFINITION ->
                    caveats.add(gate.gate().key()
                            + ": a rule that was off at that time left no finding; only a new run evaluates it");
                case LICENSES ->
                    caveats.add(gate.gate().key()
                            + ": what was allowed at that time left no finding; only a new scan finds what"
                            + " this policy denies");
                case SIGNATURES, DRIFT, ADMISSION ->
                    caveats.add(gate.gate().key()
                            + ": nothing was verified again; the findings of that time are evaluated under"
                            + " this policy");
                case SECRETS -> secrets(gate, policy, caveats);
            }
        }
        if (!policy.policyRules().isEmpty()) {
            caveats.add("rules of the policy are not evaluated: the facts they need are not in the verdict; their"
                    + " findings of that time are evaluated under this policy");
        }
        return caveats;
    }

    private static void secrets(GateResult gate, EffectivePolicy policy, List<String> caveats) {
        notCompared(PolicyKeys.NEW_SECRETS, policy, caveats);
        if (policy.get(PolicyKeys.SECRETS_BASELINE).value() == Baseline.NEW_ONLY && noneIsKnown(gate)) {
            caveats.add(GateName.SECRETS.key()
                    + ": what the verdict before had is not known here, so every finding counts as new");
        }
    }

    /** The verdict does not say which of its findings that do not block were known. */
    private static void notCompared(PolicyKey<Severity> key, EffectivePolicy policy, List<String> caveats) {
        policy.find(key)
                .ifPresent(setting -> caveats.add(setting.decidedBy()
                        + " is not tried: which findings were new is not known here; compare two"
                        + " verdicts with gate diff"));
    }

    private static boolean noneIsKnown(GateResult gate) {
        return gate.findings().stream().noneMatch(found -> found.decision() == Decision.BASELINE);
    }

    private static void vulnerabilities(GateResult gate, EffectivePolicy policy, List<String> caveats) {
        String name = GateName.VULNERABILITIES.key() + ": ";
        if (policy.get(PolicyKeys.KNOWN_EXPLOITED).value() == KnownExploited.DENY) {
            caveats.add(
                    name + "taken as known: the catalogue of exploited vulnerabilities was at hand at the time; if it"
                            + " was not, only a new scan shows what this policy denies");
        }
        if (policy.get(PolicyKeys.BASELINE).value() == Baseline.NEW_ONLY && noneIsKnown(gate)) {
            caveats.add(name + "what the image before had is not known here, so every finding counts as new");
        }
        notCompared(PolicyKeys.NEW_VULNERABILITIES, policy, caveats);
        boolean ownLimitsOfTheBase = Arrays.stream(Severity.values())
                .anyMatch(severity -> !policy.find(PolicyKeys.baseImageLimit(severity))
                        .equals(policy.find(PolicyKeys.vulnerabilityLimit(severity))));
        if (ownLimitsOfTheBase) {
            caveats.add(
                    name + "which layers the base image brought is not known here, so all count as the image's own");
        }
    }
}
