package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.FirstFew;
import java.util.List;

/** A rule that asks of every image that runs what is known of it. */
abstract class ImageRule extends DriftRule {
    private static final int SHOWN = 5;

    private final String expected;

    ImageRule(RuleMetadata metadata, String expected) {
        super(metadata);
        this.expected = expected;
    }

    abstract void check(Running running, ImageEvidence evidence, DriftFindings findings);

    @Override
    public final RuleResult check(WorkloadFacts facts) {
        DriftFindings findings = new DriftFindings(metadata(), facts.workload(), expected);
        List<Running> all = facts.containers().running();
        if (all.isEmpty()) {
            return RuleResult.notApplicable("no image of it runs yet");
        }
        for (Running running : all) {
            ImageEvidence evidence = facts.images().get(running.image());
            if (evidence == null) {
                throw new IllegalStateException(
                        "nothing was read of " + running.image().pinned());
            }
            check(running, evidence, findings);
        }
        return findings.result();
    }

    /** For messages and identities: the repository, which stays the same from digest to digest. */
    static String subject(Running running) {
        return running.container() + " " + running.image().named().repository();
    }

    static String image(Running running) {
        return running.container() + " runs " + running.image().pinned();
    }

    static void standing(Running running, Standing standing, DriftFindings findings) {
        if (standing instanceof Standing.Broken broken) {
            findings.broken(running.task(), subject(running), image(running) + ", but " + reasons(broken));
        } else if (standing instanceof Standing.Undecided open) {
            findings.undecided(running.task(), subject(running), image(running) + ": " + open.problem(), open.remedy());
        }
    }

    static String reasons(Standing.Broken broken) {
        return FirstFew.sentences(broken.reasons(), SHOWN);
    }
}
