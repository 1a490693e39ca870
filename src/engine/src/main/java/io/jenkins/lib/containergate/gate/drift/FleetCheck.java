package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks every cluster of several accounts and regions, and gives one verdict on all of them. Accounts are read in parallel,
 * the clusters of one account in one region one after the other: they share the limits of AWS. Of a cluster that is done
 * only what was found is kept.
 */
public final class FleetCheck {
    private final EffectivePolicy policy;
    private final int atOnce;
    private final Clock clock;
    private final ProgressListener progress;

    /** @param atOnce accounts and regions that are read at the same time */
    public FleetCheck(EffectivePolicy policy, int atOnce, Clock clock, ProgressListener progress) {
        this.policy = policy;
        this.atOnce = atOnce;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * One account in one region.
     *
     * @param name for messages and waivers: {@code prod/eu-central-1}
     */
    public record Place(String name, Opener opener) {}

    /** Makes a connection. */
    @FunctionalInterface
    public interface Opener {
        /** @throws GateException when there is no way into the account */
        Connection open() throws GateException, InterruptedException;
    }

    /** Closed when the last cluster has been read. */
    public interface Connection extends AutoCloseable {
        DriftCheck.Access access();

        @Override
        void close();
    }

    /**
     * An account or a cluster that cannot be read makes the verdict an ERROR, and the others are read all the same.
     *
     * @param subject for people: {@code all accounts}
     */
    public Verdict check(String subject, List<Place> places, Deadline deadline) throws InterruptedException {
        DriftGate gate = new DriftGate(policy, clock);
        try {
            if (places.isEmpty()) {
                throw new GateException("no account is named", "configure the accounts and their regions");
            }
            List<ClusterDrift> all = new ArrayList<>();
            Parallel.map(places, atOnce, place -> clusters(place, deadline)).forEach(all::addAll);
            if (all.stream().allMatch(FleetCheck::isNothing)) {
                throw new GateException(
                        "there is no cluster in any of the accounts", "check the accounts and their regions");
            }
            return gate.verdict(subject, all);
        } catch (GateException e) {
            return gate.unreadable(subject, e);
        }
    }

    private List<ClusterDrift> clusters(Place place, Deadline deadline) throws InterruptedException {
        try (Connection connection = place.opener().open()) {
            DriftCheck.Access access = connection.access();
            DriftCheck check = new DriftCheck(access, policy, clock, progress);
            List<String> clusters = access.aws().ecs().clusters(deadline).required();
            List<ClusterDrift> drifts = new ArrayList<>();
            for (String cluster : clusters) {
                drifts.add(cluster(check, cluster, deadline));
            }
            return clusters.isEmpty() ? List.of(nothing(place)) : drifts;
        } catch (GateException e) {
            return List.of(DriftGate.unread(place.name(), e));
        }
    }

    private static ClusterDrift cluster(DriftCheck check, String cluster, Deadline deadline)
            throws InterruptedException {
        try {
            return check.drift(cluster, deadline);
        } catch (GateException e) {
            return DriftGate.unread(ClusterReader.qualified(cluster), e);
        }
    }

    private static ClusterDrift nothing(Place place) {
        return new ClusterDrift(
                List.of(),
                List.of(new PolicyNote("runs", SafeText.visible(place.name() + ": there is no cluster"))),
                Account.empty());
    }

    private static boolean isNothing(ClusterDrift drift) {
        return drift.findings().isEmpty()
                && drift.account().isEmpty()
                && !drift.lines().isEmpty();
    }
}
