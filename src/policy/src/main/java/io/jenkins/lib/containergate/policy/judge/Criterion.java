package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import java.util.Optional;

/** One question of the policy about a finding. Criteria are asked in order; the first that answers decides. */
interface Criterion {
    Optional<Ruling> judge(Finding finding);
}
