package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why the effective policy is what it is.
 *
 * @param lines the settings in the order of the documentation, then signatures and waivers
 */
public record PolicyExplanation(List<Line> lines) {
    public PolicyExplanation {
        lines = List.copyOf(lines);
    }

    /**
     * One value.
     *
     * @param decidedBy the layer; {@code default} for what no layer says
     * @param place layer, file and line
     * @param asked what each layer said about this key, outermost first
     */
    public record Line(String key, String value, String decidedBy, String place, List<Ask> asked) {
        public Line {
            asked = List.copyOf(asked);
        }
    }

    public record Ask(String layer, String place, String value) {}

    static PolicyExplanation of(EffectivePolicy policy) {
        List<Line> lines = new ArrayList<>();
        Set<PolicyKey<?>> keys = new LinkedHashSet<>(PolicyKeys.all());
        keys.addAll(policy.settings().keys());
        keys.forEach(key -> line(policy, key).ifPresent(lines::add));
        policy.signatures().forEach(entry -> lines.add(line("signatures", text(entry.value()), entry.origin())));
        policy.waivers().forEach(entry -> lines.add(line("waivers", text(entry.value()), entry.origin())));
        return new PolicyExplanation(lines);
    }

    private static <T> Optional<Line> line(EffectivePolicy policy, PolicyKey<T> key) {
        List<Ask> asked = new ArrayList<>();
        for (PolicyDocument document : policy.documents()) {
            document.settings()
                    .stated(key)
                    .ifPresent(setting -> asked.add(
                            new Ask(setting.origin().layer(), setting.origin().place(), setting.text())));
        }
        return policy.settings()
                .stated(key)
                .map(setting -> new Line(
                        key.path(),
                        setting.text(),
                        setting.origin().layer(),
                        setting.origin().place(),
                        asked));
    }

    private static Line line(String key, String value, Origin origin) {
        return new Line(key, value, origin.layer(), origin.place(), List.of());
    }

    private static String text(SignatureRequirement requirement) {
        if (requirement.exempt().isPresent()) {
            return requirement.repositories() + " exempt: "
                    + requirement.exempt().get();
        }
        return requirement.require() + " of "
                + requirement.signers().stream().map(signer -> signer.name()).toList() + " for "
                + requirement.repositories();
    }

    private static String text(Waiver waiver) {
        return waiver.rule() + " by " + waiver.owner() + " until " + waiver.expires();
    }
}
