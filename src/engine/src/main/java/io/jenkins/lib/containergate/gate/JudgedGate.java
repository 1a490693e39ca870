package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateResult;
import java.util.Set;

/** @param rules ids of the rules the gate asked, for telling unused waivers apart */
record JudgedGate(GateResult result, Set<RuleId> rules) {
    JudgedGate {
        rules = Set.copyOf(rules);
    }
}
