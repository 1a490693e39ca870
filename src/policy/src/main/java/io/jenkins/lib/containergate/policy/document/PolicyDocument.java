package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import java.util.List;
import java.util.Set;

/**
 * What one layer says, nothing added: a setting that is not there was not said.
 *
 * @param layer its name: {@code org}, {@code folder}, {@code step}, a file's name
 * @param file for messages
 * @param settings with the line of each
 * @param sections paths of the mappings that are there, even if empty
 * @param signatures in the order written
 * @param waivers in the order written
 */
public record PolicyDocument(
        String layer,
        String file,
        Settings settings,
        Set<String> sections,
        List<WithOrigin<SignatureRequirement>> signatures,
        List<WithOrigin<Waiver>> waivers) {
    public PolicyDocument {
        sections = Set.copyOf(sections);
        signatures = List.copyOf(signatures);
        waivers = List.copyOf(waivers);
    }

    /** The same layer with these requirements in the place of its own. */
    public PolicyDocument withSignatures(List<WithOrigin<SignatureRequirement>> others) {
        return new PolicyDocument(layer, file, settings, sections, others, waivers);
    }
}
