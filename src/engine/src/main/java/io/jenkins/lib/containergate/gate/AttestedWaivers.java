package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.RememberedReferrers;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether verdicts that are attested beside an image, and count, passed by waivers that have ended since: what was waived until
 * yesterday does not pass today. A verdict itself is read only where waivers of its policy have ended, or are not known.
 */
public final class AttestedWaivers {
    private static final int MAX_VERDICT = 64 << 20;

    private final AttachedVerdicts attached;
    private final EndedWaivers waivers;

    /** @param policy in force */
    public AttestedWaivers(EffectivePolicy policy, AttestedVerdicts verdicts, Clock clock) {
        this.attached = new AttachedVerdicts(verdicts, MAX_VERDICT);
        this.waivers = new EndedWaivers(policy, clock);
    }

    /** Where files are that are attached to an image; opened only when one is needed. */
    @FunctionalInterface
    public interface Files {
        /** @throws GateException when they cannot be read from here */
        EvidenceSource open() throws GateException, InterruptedException;

        /** The same, opened once at most and asked once for each list: for all verdicts on one image, on one thread. */
        default Files once() {
            List<EvidenceSource> opened = new ArrayList<>(1);
            return () -> {
                if (opened.isEmpty()) {
                    opened.add(new RememberedReferrers(open()));
                }
                return opened.get(0);
            };
        }
    }

    /**
     * @param together verdicts without which the image would not have passed
     * @param names it is known by
     * @throws DeadlineExceededException when reading takes too long; whatever else goes wrong is undecided
     */
    public Standing of(
            SignedImage image, Collection<SignedVerdict> together, ImageNames names, Files files, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return each(together, verdict -> of(image, verdict, names, files, deadline));
    }

    /** The same where nothing beside the image can be read: then only what the policies of the verdicts say is known. */
    public Standing unread(Collection<SignedVerdict> together, ImageNames names)
            throws DeadlineExceededException, InterruptedException {
        return each(together, verdict -> waivers.of(verdict, names));
    }

    private interface Question {
        Standing ask(SignedVerdict verdict) throws GateException, InterruptedException;
    }

    /** Another tool knows no waivers of ours: its verdict counts as its verifier says. */
    private static Standing each(Collection<SignedVerdict> together, Question question)
            throws DeadlineExceededException, InterruptedException {
        List<Standing> each = new ArrayList<>();
        for (SignedVerdict verdict : together) {
            if (VerdictDemand.isForeign(verdict.summary())) {
                continue;
            }
            try {
                each.add(question.ask(verdict));
            } catch (DeadlineExceededException e) {
                throw e;
            } catch (GateException e) {
                each.add(new Standing.Undecided(e.problem(), e.remedy()));
            }
        }
        return EndedWaivers.together(each);
    }

    private Standing of(SignedImage image, SignedVerdict verdict, ImageNames names, Files files, Deadline deadline)
            throws GateException, InterruptedException {
        Standing known = waivers.of(verdict, names);
        if (known instanceof Standing.Holds) {
            return known;
        }
        Optional<Verdict> read = attached.beside(files.open(), image, verdict, deadline);
        return read.isPresent() ? waivers.ofVerdict(read.get(), verdict.summary(), names) : known;
    }
}
