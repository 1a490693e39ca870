package io.jenkins.plugins.containergate.run;

import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.SecretsGate;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import jenkins.security.HMACConfidentialKey;

/** Has the agent search, and judges on the controller what it found. Whatever goes wrong is an ERROR verdict. */
final class SecretsJudge {
    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Set<GateName> GATES = Set.of(GateName.SECRETS);
    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(SecretsJudge.class, "fingerprints");

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
            SecretsReport report = search(options);
            if (report.failure().isPresent()) {
                throw report.failure().get().exception();
            }
            SecretsGate gate = new SecretsGate(policy, clock);
            return report.tree().isPresent()
                    ? List.of(Judged.of(gate.judge(report.tree().get())))
                    : judge(options, report, gate);
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(name, GATES, e, policy, clock)));
        }
    }

    /** An option that cannot be honoured is never ignored. */
    private static void refuseUnknown(CheckSecretsOptions options) throws GateException {
        if (options.getTrivyServer() != null || options.getAwsAccount() != null) {
            throw new GateException("checkSecrets has no use for trivyServer and awsAccount", "leave them away");
        }
        if (options.getPath() != null
                && (options.getPlatform() != null || options.getRegistryCredentialsId() != null)) {
            throw new GateException("a path has no platform and needs no registry", "leave these options away");
        }
    }

    private SecretsReport search(CheckSecretsOptions options) throws GateException, IOException, InterruptedException {
        FilePath workspace = context.requiredWorkspace("searching for secrets");
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new IOException("the workspace has no place beside it for temporary files");
        }
        byte[] answer = workspace.act(new SearchSecretsCallable(
                options.subject().orElseThrow(),
                kind(options),
                options.getPlatform(),
                registry(options),
                temporary.getRemote(),
                fingerprintKey(),
                DEADLINE.toSeconds(),
                context.listener()));
        return InspectionJson.read(answer, SecretsReport.class);
    }

    /** Derived from the key of this Jenkins, so that an agent learns nothing that serves for anything else. */
    private static String fingerprintKey() {
        return HexFormat.of().formatHex(KEY.mac("agents".getBytes(StandardCharsets.UTF_8)));
    }

    private static SearchSecretsCallable.Kind kind(CheckSecretsOptions options) {
        if (options.getPath() != null) {
            return SearchSecretsCallable.Kind.PATH;
        }
        return options.getArchive() != null ? SearchSecretsCallable.Kind.ARCHIVE : SearchSecretsCallable.Kind.IMAGE;
    }

    /** Only for images that are in a registry. */
    private RegistryAccess registry(CheckSecretsOptions options) throws GateException, InterruptedException {
        String image = options.getImage();
        return image != null && ImageLocation.parse(image) instanceof ImageLocation.Registry location
                ? new ControllerRegistries(context, clock)
                        .access(
                                location.reference(),
                                options.getRegistryCredentialsId(),
                                Deadline.after(DEADLINE, clock))
                : RegistryAccess.none();
    }

    private List<Judged> judge(CheckSecretsOptions options, SecretsReport report, SecretsGate gate) {
        List<Judged> judged = new ArrayList<>();
        for (SecretsReport.SearchedImage each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, options.getPlatform() == null);
            try {
                judged.add(Judged.of(gate.judge(image, each.searched()), pin));
            } catch (GateException e) {
                judged.add(Judged.of(ImageGate.unreadable(image, GATES, e, policy, clock), pin));
            }
        }
        return judged;
    }
}
