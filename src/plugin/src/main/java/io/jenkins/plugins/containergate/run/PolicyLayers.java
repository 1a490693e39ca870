package io.jenkins.plugins.containergate.run;

import hudson.FilePath;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.BuiltInPolicy;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.OrganisationPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policy of one gate run: the organisation's, the folders', and the one in the workspace, each of which can only
 * tighten what stands. Where the organisation has none, the built-in policy is the floor, so that no job brings its own,
 * and admits no waiver: a policy that was never saved is worth as much as an empty one.
 */
final class PolicyLayers {
    static final String DEFAULT_FILE = "container-gate.yaml";
    private static final String WORKSPACE_LAYER = "workspace";
    private static final int MAX_BYTES = 1 << 20;

    private PolicyLayers() {}

    /** @throws GateException when a layer is malformed, missing, or asks for less than an outer one demands */
    static EffectivePolicy effective(GateContext context, Gate gate, Clock clock)
            throws GateException, IOException, InterruptedException {
        List<PolicyDocument> layers = new ArrayList<>();
        // read once: the policy of before with the folders of after a change would be layers that nobody wrote
        OrganisationPolicies configured = ContainerGateConfiguration.get().policies();
        layers.add(configured.organisation().orElseGet(BuiltInPolicy::withoutWaivers));
        layers.addAll(configured.foldersOf(context.run().getParent().getFullName()));
        ofWorkspace(context, Optional.ofNullable(gate.getPolicyFile())).ifPresent(layers::add);
        return PolicyMerge.merge(layers, clock);
    }

    /**
     * What decides where the layers as a whole are no policy: the organisation's alone; without one that can be read, the
     * built-in one.
     */
    static EffectivePolicy outermost(Clock clock) throws GateException {
        try {
            return PolicyMerge.merge(
                    List.of(ContainerGateConfiguration.get()
                            .policies()
                            .organisation()
                            .orElseGet(BuiltInPolicy::document)),
                    clock);
        } catch (GateException e) {
            return PolicyMerge.merge(List.of(BuiltInPolicy.document()), clock);
        }
    }

    private static Optional<PolicyDocument> ofWorkspace(GateContext context, Optional<String> named)
            throws GateException, IOException, InterruptedException {
        if (named.isEmpty() && context.workspace().isEmpty()) {
            return Optional.empty();
        }
        FilePath file = context.requiredWorkspace("a policy file").child(named.orElse(DEFAULT_FILE));
        if (!file.exists()) {
            if (named.isPresent()) {
                throw new GateException(
                        "the policy file '" + named.get() + "' is not in the workspace",
                        "check the path, or remove the option policyFile");
            }
            if (file.readLink() != null) {
                throw new GateException(
                        "the policy file '" + DEFAULT_FILE
                                + "' in the workspace is a link to a file that does not exist",
                        "correct the link, or remove it");
            }
            return Optional.empty();
        }
        return Optional.of(PolicyParser.parse(WORKSPACE_LAYER, file.getName(), text(file)));
    }

    private static String text(FilePath file) throws GateException, IOException, InterruptedException {
        try (InputStream in = file.read()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new LimitExceededException("the policy file '" + file.getName() + "'", "maxBytes", MAX_BYTES);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
