package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVex;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import io.jenkins.lib.containergate.vulnerability.vex.VexFiles;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.access.OrganisationAws;
import io.jenkins.plugins.containergate.agent.ListVexCallable;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The VEX documents that a job names, and those that are attested beside an image. Whoever configures the job chooses the
 * files, so their statements count only where the policy trusts files.
 */
final class ScanVex {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int MAX_MESSAGE = 300;

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    ScanVex(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @param path in the workspace of a document, or of a directory of them
     * @throws GateException when one is missing or malformed, or they are too many
     */
    List<VexDocument> read(String path) throws GateException, IOException, InterruptedException {
        FilePath named = context.requiredFile("the VEX document", path, "check the path");
        FilePath workspace = context.requiredWorkspace("VEX documents");
        VexFiles.Opener opener = name -> workspace.child(name).read();
        if (!named.isDirectory()) {
            return new VexFiles().read(Optional.empty(), List.of(path), opener);
        }
        return new VexFiles().read(Optional.of(path), below(workspace, path), opener);
    }

    private static List<String> below(FilePath workspace, String path) throws GateException, InterruptedException {
        try {
            return Arrays.stream(workspace.act(new ListVexCallable(path)))
                    .map(name -> path + "/" + name)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new GateException(
                    "the directory '" + path + "' of VEX documents cannot be listed: "
                            + SafeText.oneLine(String.valueOf(e.getMessage()), MAX_MESSAGE),
                    "name a directory with VEX documents only",
                    e);
        }
    }

    /**
     * @param image that was evaluated
     * @return empty where they cannot be read, or nobody's are trusted
     */
    Optional<List<VexDocument>> attested(ImageTarget target, Image image)
            throws GateException, IOException, InterruptedException {
        if (!AttestedVex.asked(policy)
                || target.archive()
                || !(ImageLocation.parse(target.name()) instanceof ImageLocation.Registry registry)) {
            return Optional.empty();
        }
        ImageReference reference = registry.reference();
        ImageTarget chosen =
                ImageTarget.of(reference, image.platform(), target.registryCredentialsId(), target.awsAccount());
        PinnedKeys keys = PinnedKeys.of(OrganisationAws.signing(target.awsAccount()), Deadline.after(DEADLINE, clock));
        ImageEvidence evidence = new ImageEvidence(context, AttestedVex.PREDICATE_TYPES, DEADLINE, clock);
        return Optional.of(new AttestedVex(policy, Optional.empty(), keys, clock)
                .read(evidence.of(reference, image.digest(), chosen)));
    }
}
