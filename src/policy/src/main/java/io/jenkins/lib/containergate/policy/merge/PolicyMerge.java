package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.merge.PolicyException.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        return merge(layers, KnownRules.builtIn(), clock);
    }

    /** @param rules that profiles choose among */
    static EffectivePolicy merge(List<PolicyDocument> layers, KnownRules rules, Clock clock) throws PolicyException {
        List<PolicyDocument> all = layers.isEmpty() ? List.of(BuiltInPolicy.document()) : layers;
        List<Refusal> refusals = new ArrayList<>();
        SettingsMerge settings = new SettingsMerge(all.get(0), rules, refusals);
        SignaturesMerge signatures = new SignaturesMerge(all.get(0), refusals);
        WaiversMerge waivers = new WaiversMerge(all.get(0), clock, refusals);
        for (PolicyDocument layer : all.subList(1, all.size())) {
            waivers.add(layer, settings.current());
            signatures.add(layer, settings.current());
            settings.add(layer);
        }
        if (!refusals.isEmpty()) {
            throw new PolicyException(refusals);
        }
        return new EffectivePolicy(settings.current(), signatures.current(), waivers.current(), all);
    }

    /**
     * Policies and files of waivers: the files are the innermost layers, over the built-in policy when there is no
     * other, and hold nothing but waivers.
     */
    public static EffectivePolicy merge(List<PolicyDocument> policies, List<PolicyDocument> waiverFiles, Clock clock)
            throws PolicyException {
        List<Refusal> refusals =
                waiverFiles.stream().flatMap(PolicyMerge::notWaivers).toList();
        if (!refusals.isEmpty()) {
            throw new PolicyException(refusals, "move everything but waivers to a policy file");
        }
        List<PolicyDocument> layers =
                new ArrayList<>(policies.isEmpty() ? List.of(BuiltInPolicy.document()) : policies);
        layers.addAll(waiverFiles);
        return merge(layers, clock);
    }

    private static Stream<Refusal> notWaivers(PolicyDocument file) {
        Stream<Refusal> settings = file.settings().keys().stream()
                .map(key -> file.settings().stated(key).orElseThrow())
                .map(setting -> notWaiver(setting.origin(), setting.key().path(), setting.text()));
        Stream<Refusal> signatures = file.signatures().stream()
                .map(entry -> notWaiver(
                        entry.origin(),
                        "signatures",
                        entry.value().repositories().toString()));
        return Stream.concat(settings, signatures);
    }

    private static Refusal notWaiver(Origin asker, String key, String value) {
        return new Refusal(asker, key, value, "a file of waivers", "holds nothing else");
    }
}
