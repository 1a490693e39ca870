package io.jenkins.lib.containergate.signature.provenance;

import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.signer.IdentityPattern;
import io.jenkins.lib.containergate.policy.signer.ProvenanceCondition;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.provenance.Provenance.Source;
import java.util.List;
import java.util.Optional;

/** Whether an image was built as the policy demands. Everything is compared as it is written: no case, slash or suffix is forgiven. */
public final class ProvenanceCheck {
    private final ProvenanceCondition demand;

    public ProvenanceCheck(ProvenanceCondition demand) {
        this.demand = demand;
    }

    /** @throws RejectedSignatureException saying what is not as demanded */
    public void check(Provenance provenance) throws RejectedSignatureException {
        if (demand.builders().stream().noneMatch(builder -> IdentityPattern.matches(builder, provenance.builder()))) {
            throw new RejectedSignatureException("it is by the builder " + shown(provenance.builder()));
        }
        if (!demand.buildTypes().isEmpty() && !demand.buildTypes().contains(provenance.buildType())) {
            throw new RejectedSignatureException("it is of the build type " + shown(provenance.buildType()));
        }
        if (!demand.sources().isEmpty() || !demand.refs().isEmpty()) {
            source(provenance);
        }
        if (!demand.forbiddenParameters().isEmpty()) {
            parameters(provenance);
        }
    }

    private void parameters(Provenance provenance) throws RejectedSignatureException {
        Optional<String> forbidden = provenance.parameters().stream()
                .filter(name -> demand.forbiddenParameters().stream().anyMatch(pattern -> pattern.matches(name)))
                .sorted()
                .findFirst();
        if (forbidden.isPresent()) {
            throw new RejectedSignatureException(
                    "the build was started with the parameter " + shown(forbidden.get()) + ", which is forbidden");
        }
        if (!provenance.parametersComplete()) {
            throw new RejectedSignatureException("it does not say that it lists all parameters of the build"
                    + " (invocation.parameters, and metadata.completeness.parameters that is true)");
        }
    }

    private void source(Provenance provenance) throws RejectedSignatureException {
        Source source = provenance
                .source()
                .orElseThrow(() -> new RejectedSignatureException("it does not say from which source it is built"));
        if (!demand.sources().isEmpty() && none(demand.sources(), source.repository())) {
            throw new RejectedSignatureException("it is built from " + shown(source.repository()));
        }
        if (!demand.refs().isEmpty()) {
            String ref = source.ref()
                    .orElseThrow(() -> new RejectedSignatureException("it does not say from which ref it is built"));
            if (none(demand.refs(), ref)) {
                throw new RejectedSignatureException("it is built from the ref " + shown(ref));
            }
        }
        if (provenance.materials().stream().noneMatch(source::agrees)) {
            throw new RejectedSignatureException(
                    "its source is not among its materials (resolvedDependencies) with a digest");
        }
    }

    private static boolean none(List<Glob> patterns, String text) {
        return patterns.stream().noneMatch(pattern -> pattern.matches(text));
    }

    private static String shown(String text) {
        return MediaType.shown(text);
    }
}
