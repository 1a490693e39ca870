package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.posture.FleetPostures;
import io.jenkins.lib.containergate.gate.posture.PostureCheck;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.TemporaryDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** Tells which control holds for what runs in a cluster. All of it happens on the controller, as a drift check does. */
public final class PostureJudge {
    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    public PostureJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** Whatever goes wrong is an ERROR; of several clusters there is one posture for each. */
    public List<Judged> judge(PostureRequest request) throws IOException, InterruptedException {
        String cluster = request.getCluster();
        Optional<String> service = Optional.ofNullable(request.getService());
        List<Posture> postures;
        try (TemporaryDirectory temporary =
                TemporaryDirectory.in(Jenkins.get().getRootDir().toPath().resolve("container-gate"))) {
            postures = cluster == null
                    ? fleet(request, temporary)
                    : List.of(cluster(request, cluster, service, temporary));
        } catch (GateException e) {
            String subject = cluster == null ? DriftJudge.fleet(request) : DriftCheck.subject(cluster, service);
            postures = List.of(PostureCheck.unreadable(subject, policy, e, clock));
        }
        return postures.stream().map(Judged::of).toList();
    }

    private Posture cluster(
            PostureRequest request, String cluster, Optional<String> service, TemporaryDirectory temporary)
            throws GateException, IOException, InterruptedException {
        List<String> names = Stream.concat(Stream.of(cluster), service.stream()).toList();
        DriftJudge drift = new DriftJudge(context, policy, clock);
        Evidence evidence = GivenEvidence.read(request, context);
        try (AwsConnection aws = EcsConnection.open(request.getAwsAccount(), names)) {
            DriftCheck.Access access = drift.common(request, temporary, DriftJudge.DEADLINE)
                    .of(aws.lookups().with(evidence));
            return new PostureCheck(access.remembering(), policy, clock, drift.progress())
                    .check(cluster, service, Deadline.after(DriftJudge.DEADLINE, clock));
        }
    }

    private List<Posture> fleet(PostureRequest request, TemporaryDirectory temporary)
            throws GateException, IOException, InterruptedException {
        DriftJudge drift = new DriftJudge(context, policy, clock);
        Evidence evidence = GivenEvidence.read(request, context);
        DriftJudge.Common all = drift.common(request, temporary, DriftJudge.FLEET_DEADLINE);
        DriftJudge.Common common = aws -> all.of(aws.with(evidence));
        return new FleetPostures(policy, DriftJudge.PLACES, clock, drift.progress())
                .check(
                        DriftJudge.fleet(request),
                        DriftJudge.places(request, common),
                        Deadline.after(DriftJudge.FLEET_DEADLINE, clock));
    }
}
