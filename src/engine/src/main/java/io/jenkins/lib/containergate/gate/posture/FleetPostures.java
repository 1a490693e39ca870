package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The posture of every cluster of several accounts and regions, one for each. Accounts are read in parallel, the clusters of
 * one account in one region one after the other: they share the limits of AWS.
 */
public final class FleetPostures {
    private final EffectivePolicy policy;
    private final int atOnce;
    private final Clock clock;
    private final ProgressListener progress;

    /** @param atOnce accounts and regions that are read at the same time */
    public FleetPostures(EffectivePolicy policy, int atOnce, Clock clock, ProgressListener progress) {
        this.policy = policy;
        this.atOnce = atOnce;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * An account or a cluster that cannot be read is a posture with an error, and the others are read all the same.
     *
     * @param subject for people, where nothing is found: {@code all accounts}
     * @return at least one
     */
    public List<Posture> check(String subject, List<FleetCheck.Place> places, Deadline deadline)
            throws InterruptedException {
        List<Posture> all = new ArrayList<>();
        try {
            Parallel.map(places, atOnce, place -> clusters(place, deadline)).forEach(all::addAll);
            if (all.isEmpty()) {
                throw new GateException(
                        "there is no cluster in any of the accounts", "check the accounts and their regions");
            }
            return all;
        } catch (GateException e) {
            return List.of(PostureCheck.unreadable(subject, policy, e, clock));
        }
    }

    private List<Posture> clusters(FleetCheck.Place place, Deadline deadline) throws InterruptedException {
        try (FleetCheck.Connection connection = place.opener().open()) {
            DriftCheck.Access access = connection.access();
            List<Posture> postures = new ArrayList<>();
            for (String cluster : access.aws().ecs().clusters(deadline).required()) {
                // what AWS answered is remembered for one cluster: of the next one almost everything differs
                postures.add(new PostureCheck(access.remembering(), policy, clock, progress).check(cluster, deadline));
            }
            return postures;
        } catch (GateException e) {
            return List.of(PostureCheck.unreadable("account " + place.name(), policy, e, clock));
        }
    }
}
