package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
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

    /**
     * Whatever goes wrong is an ERROR.
     *
     * @param cluster name or ARN
     */
    public List<Judged> judge(DriftRequest request, String cluster) throws IOException, InterruptedException {
        Optional<String> service = Optional.ofNullable(request.getService());
        List<String> names = Stream.concat(Stream.of(cluster), service.stream()).toList();
        DriftJudge drift = new DriftJudge(context, policy, clock);
        try (TemporaryDirectory temporary = TemporaryDirectory.in(
                        Jenkins.get().getRootDir().toPath().resolve("container-gate"));
                AwsConnection aws = EcsConnection.open(request.getAwsAccount(), names)) {
            DriftCheck.Access access =
                    drift.common(request, temporary, DriftJudge.DEADLINE).of(RememberedLookups.of(aws.lookups()));
            return List.of(Judged.of(new PostureCheck(access, policy, clock, drift.progress())
                    .check(cluster, service, Deadline.after(DriftJudge.DEADLINE, clock))));
        } catch (GateException e) {
            return List.of(Judged.of(PostureCheck.unreadable(DriftCheck.subject(cluster, service), policy, e, clock)));
        }
    }
}
