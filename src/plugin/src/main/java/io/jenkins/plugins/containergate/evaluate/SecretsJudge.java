package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.SecretsGate;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.access.AwsUse;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.agent.BuildAgent;
import io.jenkins.plugins.containergate.agent.InspectionReport;
import io.jenkins.plugins.containergate.agent.SecretRules;
import io.jenkins.plugins.containergate.agent.TreeReport;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has the agent search, and judges on the controller what it found. Whatever goes wrong is an ERROR verdict. */
public final class SecretsJudge {
    private static final Set<GateName> GATES = Set.of(GateName.SECRETS);

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    public SecretsJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** @param path in the workspace */
    public List<Judged> tree(String path, boolean gitHistory) throws IOException, InterruptedException {
        try {
            TreeReport report = new BuildAgent(context, clock).search(path, gitHistory, SecretsOfImages.rules(policy));
            return List.of(Judged.of(new SecretsGate(policy, clock)
                    .judge(report.searched(), new LastPassed(context.run(), policy).secrets(path))));
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(path, GATES, e, policy, clock)));
        }
    }

    /** One verdict for each platform of the image. */
    public List<Judged> image(ImageTarget target) throws IOException, InterruptedException {
        try {
            AwsUse.check(target);
            Deadline deadline = Deadline.after(BuildAgent.DEADLINE, clock);
            Optional<SecretRules> rules = Optional.of(SecretsOfImages.rules(policy));
            return judge(target, new BuildAgent(context, clock).inspect(target, rules, deadline));
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(target.name(), GATES, e, policy, clock)));
        }
    }

    private List<Judged> judge(ImageTarget target, InspectionReport report) {
        SecretsGate gate = new SecretsGate(policy, clock);
        List<Judged> judged = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, target.platform() == null);
            try {
                judged.add(Judged.of(
                        gate.judge(each.inspected(), new LastPassed(context.run(), policy).secrets(image)), pin));
            } catch (GateException e) {
                judged.add(Judged.of(ImageGate.unreadable(image, GATES, e, policy, clock), pin));
            }
        }
        return judged;
    }
}
