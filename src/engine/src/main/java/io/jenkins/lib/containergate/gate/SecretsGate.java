package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Judges secrets that were found in an image or a source tree. */
public final class SecretsGate {
    private final PolicyEngine engine;
    private final VerdictAssembler assembler;

    /** @param clock says what is still waived and in grace, and how old data are; the verdict has its time */
    public SecretsGate(EffectivePolicy policy, Clock clock) {
        this.engine = new PolicyEngine(policy, clock);
        this.assembler = new VerdictAssembler(policy, clock);
    }

    /**
     * On secrets alone.
     *
     * @param known fingerprints of the findings of the last verdict of which this gate passed
     * @throws IllegalArgumentException when nobody searched the image for them
     */
    public Verdict judge(InspectedImage image, KnownFindings known) {
        ImageSecrets secrets = image.secrets()
                .orElseThrow(() -> new IllegalArgumentException("the image was not searched for secrets"));
        return judge(image.image(), secrets, known);
    }

    /** @param secrets that were found in the image */
    public Verdict judge(Image image, ImageSecrets secrets) {
        return judge(image, secrets, KnownFindings.none());
    }

    private Verdict judge(Image image, ImageSecrets secrets, KnownFindings known) {
        ImageNames names = ImageNames.of(image);
        return verdict(ImageSubject.of(image), names, decide(image, secrets, known));
    }

    /** @param known fingerprints of the findings of the last verdict of which this gate passed */
    public Verdict judge(TreeSecrets tree, KnownFindings known) {
        ImageNames names = ImageNames.none();
        GateInput input = GateInput.of(GateName.SECRETS, names, tree.findings())
                .withRules(tree.rules())
                .withBaseline(known)
                .withAccount(tree.account());
        Subject subject = new Subject(tree.name(), Optional.empty(), Optional.empty(), Optional.empty());
        return verdict(subject, names, new JudgedGate(engine.judge(input), input.rules()));
    }

    private Verdict verdict(Subject subject, ImageNames names, JudgedGate judged) {
        return assembler.assemble(subject, names, List.of(judged.result()), judged.rules());
    }

    JudgedGate decide(Image image, ImageSecrets secrets, KnownFindings known) {
        GateInput input = GateInput.of(GateName.SECRETS, ImageNames.of(image), secrets.findings())
                .withFacts(RuleFactsOf.image(image))
                .withRules(secrets.rules())
                .withBaseline(known)
                .withAccount(ImageAccount.ofSecrets(image, secrets));
        return new JudgedGate(engine.judge(input), input.rules());
    }
}
