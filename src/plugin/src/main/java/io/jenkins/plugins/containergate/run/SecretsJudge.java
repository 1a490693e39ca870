package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.SecretsGate;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has the agent search, and judges on the controller what it found. Whatever goes wrong is an ERROR verdict. */
final class SecretsJudge {
    private static final Set<GateName> GATES = Set.of(GateName.SECRETS);

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    SecretsJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** One verdict for a tree, or one for each platform of the image. */
    List<Judged> judge(CheckSecretsOptions options) throws IOException, InterruptedException {
        String name = options.subject().orElseThrow();
        try {
            refuseUnknown(options);
            SecretsGate gate = new SecretsGate(policy, clock);
            BuildAgent agent = new BuildAgent(context, clock);
            SecretRules rules = SecretsOfImages.rules(policy);
            String path = options.getPath();
            if (path != null) {
                return List.of(Judged.of(gate.judge(
                        agent.search(path, options.isGitHistory(), rules).searched())));
            }
            Deadline deadline = Deadline.after(BuildAgent.DEADLINE, clock);
            return judge(options, agent.inspect(options, Optional.of(rules), deadline), gate);
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(name, GATES, e, policy, clock)));
        }
    }

    /** An option that cannot be honoured is never ignored. */
    private static void refuseUnknown(CheckSecretsOptions options) throws GateException {
        AwsUse.check(options.getAwsAccount(), options.getImage());
        if (options.getTrivyServer() != null) {
            throw new GateException("checkSecrets does not use trivyServer", "remove the option");
        }
        if (options.getPath() == null && options.isGitHistory()) {
            throw new GateException("an image has no git history", "name a path, or leave gitHistory away");
        }
        if (options.getPath() != null
                && (options.getPlatform() != null || options.getRegistryCredentialsId() != null)) {
            throw new GateException("a path has no platform and needs no registry", "leave these options away");
        }
    }

    private List<Judged> judge(CheckSecretsOptions options, InspectionReport report, SecretsGate gate) {
        List<Judged> judged = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, options.getPlatform() == null);
            try {
                judged.add(Judged.of(gate.judge(each.inspected()), pin));
            } catch (GateException e) {
                judged.add(Judged.of(ImageGate.unreadable(image, GATES, e, policy, clock), pin));
            }
        }
        return judged;
    }
}
