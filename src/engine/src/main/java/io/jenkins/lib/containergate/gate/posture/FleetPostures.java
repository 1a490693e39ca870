package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * An account or a cluster that cannot be read is a posture with an error, and the others are read all the same. An
     * account without clusters is a posture with a note.
     *
     * @param subject for people, where nothing is found: {@code all accounts}
     * @return at least one
     */
    public List<Posture> check(String subject, List<FleetCheck.Place> places, Deadline deadline)
            throws InterruptedException {
        try {
            List<List<Posture>> read = Parallel.map(places, atOnce, place -> clusters(place, deadline));
            if (read.stream().allMatch(List::isEmpty)) {
                throw new GateException(
                        "there is no cluster in any of the accounts", "check the accounts and their regions");
            }
            List<Posture> all = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                all.addAll(read.get(i).isEmpty() ? List.of(nothing(places.get(i))) : read.get(i));
            }
            return all;
        } catch (GateException e) {
            return List.of(PostureCheck.unreadable(subject, policy, e, clock));
        }
    }

    /** An account without clusters is said to be one: it could be a wrong region. */
    private Posture nothing(FleetCheck.Place place) {
        return new Posture(
                SafeText.visible("account " + place.name()),
                clock.instant(),
                policy.identity(),
                List.of(),
                List.of(),
                List.of("there is no cluster"),
                Optional.empty());
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
