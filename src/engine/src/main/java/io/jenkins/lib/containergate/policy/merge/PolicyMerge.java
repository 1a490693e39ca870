package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The merge of policy layers: the outermost is the floor, each further one may only tighten what stands, and a looser
 * request is refused with its reason.
 */
public final class PolicyMerge {
    private PolicyMerge() {}

    /**
     * @param layers outermost first; without any, {@link BuiltInPolicy} decides
     * @param clock for how far ahead the waivers of inner layers may reach
     * @throws PolicyException listing every looser request
     */
    public static EffectivePolicy merge(List<PolicyDocument> layers, Clock clock) throws PolicyException {
        List<PolicyDocument> all = layers.isEmpty() ? List.of(BuiltInPolicy.document()) : layers;
        List<Refusal> refusals = new ArrayList<>();
        SettingsMerge settings = new SettingsMerge(all.get(0), refusals);
        SignaturesMerge signatures = new SignaturesMerge(all.get(0), refusals);
        WaiversMerge waivers = new WaiversMerge(all.get(0), clock, refusals);
        for (PolicyDocument layer : all.subList(1, all.size())) {
            waivers.add(layer, settings.current());
            settings.add(layer);
            signatures.add(layer);
        }
        if (!refusals.isEmpty()) {
            throw new PolicyException(refusals);
        }
        return new EffectivePolicy(settings.current(), signatures.current(), waivers.current(), all);
    }

    /**
     * Policies and files of waivers: the files are the innermost layers, over the built-in policy when there is no
     * other.
     */
    public static EffectivePolicy merge(List<PolicyDocument> policies, List<PolicyDocument> waiverFiles, Clock clock)
            throws PolicyException {
        List<PolicyDocument> layers =
                new ArrayList<>(policies.isEmpty() ? List.of(BuiltInPolicy.document()) : policies);
        layers.addAll(waiverFiles);
        return merge(layers, clock);
    }
}
