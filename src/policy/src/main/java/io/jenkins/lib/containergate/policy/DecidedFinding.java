package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VexStatement;
import java.util.Optional;

/**
 * A finding and what the policy made of it.
 *
 * @param decidedBy policy layer, key and value, such as {@code org: vulnerabilities.max.critical=0}
 * @param vex the VEX statement that decided, if one did
 * @param key path of the policy key that decided, such as {@code vulnerabilities.max.critical}; empty where none did, and in
 *     verdicts of versions that did not keep it
 */
public record DecidedFinding(
        Finding finding, Decision decision, String decidedBy, Optional<VexStatement> vex, Optional<String> key) {
    /** Decided by something else than a VEX statement. */
    public DecidedFinding(Finding finding, Decision decision, String decidedBy) {
        this(finding, decision, decidedBy, Optional.empty());
    }

    /** Decided by no key of the policy. */
    public DecidedFinding(Finding finding, Decision decision, String decidedBy, Optional<VexStatement> vex) {
        this(finding, decision, decidedBy, vex, Optional.empty());
    }

    /** Whether it is there still: neither a waiver or VEX statement nor the baseline excepts it. */
    public boolean open() {
        return decision != Decision.WAIVED && decision != Decision.BASELINE;
    }

    /** Whether the policy forbids it, whatever could not be decided besides. */
    public boolean forbidden() {
        return decision == Decision.BLOCKED && !finding.undecided();
    }

    /** Whether it stands for what could not be decided and so keeps a gate from passing. */
    public boolean undecided() {
        return decision == Decision.BLOCKED && finding.undecided();
    }

    /** Whether it blocks, warns, or could not be decided. */
    public boolean decisive() {
        return decision == Decision.BLOCKED
                || decision == Decision.WARNED
                || finding.undecided() && decision != Decision.WAIVED;
    }
}
