package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Risk;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import java.util.Comparator;

/** The order of findings in every report: what blocks first, then by {@link Risk}, then by what and where. */
final class WorstFirst {
    static final Comparator<DecidedFinding> ORDER = Comparator.comparing(DecidedFinding::decision)
            .thenComparing(decided -> !decided.finding().undecided())
            .thenComparing(DecidedFinding::finding, Risk.MOST_FIRST)
            .thenComparing(decided -> decided.finding().rule())
            .thenComparing(decided -> decided.finding().actual())
            .thenComparing(decided -> decided.finding().location().path().orElse(""))
            .thenComparing(decided -> decided.finding().location().pointer().orElse(""))
            .thenComparing(decided -> decided.finding().location().line().orElse(0))
            .thenComparing(decided -> decided.finding().fingerprint().value())
            .thenComparing(decided -> decided.finding().expected())
            .thenComparing(decided ->
                    decided.finding().location().layer().map(Digest::hex).orElse(""))
            .thenComparing(DecidedFinding::decidedBy)
            // what is left are details, such as two probabilities of one flaw: all of them, so that the order is always
            // one
            .thenComparing(decided -> decided.finding().toString());

    private WorstFirst() {}
}
