package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges what an image holds: vulnerable packages, their licences, faults in how it is made, and secrets where they were searched for. */
public final class ImageGate {
    /** Those that look at every image. */
    public static final Set<GateName> GATES = Set.of(GateName.VULNERABILITIES, GateName.HARDENING);

    private static final int SHOWN = 300;

    private final VulnerabilityGate vulnerabilities;
    private final HardeningGate hardening;
    private final Optional<LicenseGate> licenses;
    private final SecretsGate secrets;
    private final VerdictAssembler assembler;
    private final TaskDefinitionGate taskDefinition;
    private final boolean demandsHardening;
    private final boolean baseImages;
    private final boolean ownRules;
    private final Definitions tasks;

    /**
     * Without definitions of tasks.
     *
     * @param clock says what is still waived and in grace, and how old data are; the verdict has its time
     */
    public ImageGate(VulnerabilityKnowledge knowledge, EffectivePolicy policy, Clock clock) {
        this(knowledge, policy, clock, Definitions.none(), List.of());
    }

    /**
     * @param tasks definitions of tasks that will run the image; its configuration decides where they are silent
     * @param secretRules of the organisation's own, asked of the definitions beside this project's
     */
    public ImageGate(
            VulnerabilityKnowledge knowledge,
            EffectivePolicy policy,
            Clock clock,
            Definitions tasks,
            List<CustomRule> secretRules) {
        PolicyEngine engine = new PolicyEngine(policy, clock);
        this.vulnerabilities = new VulnerabilityGate(knowledge, policy, clock);
        this.hardening = new HardeningGate(policy.hardening(), new BaseImageCheck(policy, clock), engine);
        this.licenses = LicenseGate.of(policy, engine);
        this.secrets = new SecretsGate(policy, clock);
        this.assembler = new VerdictAssembler(policy, clock);
        this.taskDefinition = new TaskDefinitionGate(policy, secretRules, clock);
        this.tasks = tasks;
        this.demandsHardening = demandsHardening(policy);
        this.baseImages = BaseImage.asked(policy);
        this.ownRules = policy.policyRules().stream().anyMatch(rule -> rule.gate() == GateName.HARDENING);
    }

    private static boolean demandsHardening(EffectivePolicy policy) {
        return BaseImage.asked(policy)
                || !policy.get(PolicyKeys.HARDENING_PROFILE).origin().equals(Origin.DEFAULT)
                || policy.hardening().stated().values().stream().anyMatch(level -> level != RuleLevel.OFF);
    }

    /**
     * One verdict of all gates that have an input. A source of vulnerabilities that fails, or does not answer before the deadline, is
     * an ERROR of its gate in the verdict and not an exception.
     *
     * @param comparison what was known of the image, its base and the last verdict before
     * @throws InterruptedException when the build is stopped; there is no verdict then
     */
    public Verdict judge(InspectedImage image, Comparison comparison, Deadline deadline, ProgressListener progress)
            throws InterruptedException {
        List<JudgedGate> judged = new ArrayList<>(List.of(
                vulnerabilities.judge(image, comparison, deadline, progress),
                hardening.judge(image, comparison.builtOn())));
        licenses.map(gate -> gate.judge(ImageNames.of(image.image()), image.inventory()))
                .ifPresent(judged::add);
        image.secrets()
                .map(found -> secrets.decide(image.image(), found, comparison.knownSecrets()))
                .ifPresent(judged::add);
        if (!tasks.empty()) {
            judged.add(taskDefinition.judge(facts(image), tasks, ImageNames.of(image.image())));
        }
        Verdict verdict = assembler.assemble(
                image.subject(),
                ImageNames.of(image.image()),
                judged.stream().map(JudgedGate::result).toList(),
                judged.stream().flatMap(gate -> gate.rules().stream()).collect(Collectors.toSet()));
        Verdict told = comparison.builtOn().map(base -> withBase(verdict, base)).orElse(verdict);
        Verdict placed =
                vulnerabilities.exposure(image.image()).map(told::noted).orElse(told);
        return tasks.tasks().isEmpty() || runs(image).isPresent() ? placed : notCompared(placed);
    }

    /** What the image is built on, and how much of what was found comes from there. */
    private static Verdict withBase(Verdict verdict, BaseImage base) {
        Verdict told = base instanceof BaseImage.Several several
                ? verdict.noted(new PolicyNote(
                        "base-image",
                        SafeText.oneLine(several.difference(), SHOWN) + ": each counts, so that the strictest decides"))
                : verdict;
        return base.nearest()
                .map(proven -> told.noted(new PolicyNote(
                        "base-image",
                        "built on " + SafeText.oneLine(proven.name().toString(), SHOWN) + ", whose "
                                + proven.image().config().diffIds().size() + " lowest layers bring "
                                + BaseUpgrade.below(verdict, proven).size() + " of "
                                + BaseUpgrade.all(verdict).size() + " vulnerabilities; named by "
                                + SafeText.oneLine(proven.source(), SHOWN))))
                .orElse(told);
    }

    /**
     * With a note on what the image would gain on another base.
     *
     * @param name under which the candidate was found
     * @param candidate what was seen of it
     * @throws GateException when its packages cannot be compared
     */
    public Verdict withUpgrade(
            Verdict verdict,
            BaseImage.Proven base,
            ImageReference name,
            InspectedImage candidate,
            Deadline deadline,
            ProgressListener progress)
            throws GateException, InterruptedException {
        List<VulnerabilityFinding> below = BaseUpgrade.below(verdict, base);
        VulnerabilityReport report = vulnerabilities.report(candidate, deadline, progress);
        Optional<PolicyNote.BaseUpgrade> effect = BaseUpgrade.effect(below, name, candidate, report);
        String to = SafeText.oneLine(name.toString(), SHOWN);
        String shown = name.tag().equals(base.name().tag())
                ? "rebuild on " + to + ", which is now " + candidate.image().digest() + ": "
                : "upgrade " + SafeText.oneLine(base.tag().toString(), SHOWN) + " to " + to + " ("
                        + candidate.image().digest() + "): ";
        String text = effect.map(known -> "removes " + known.removes() + " of " + known.of()
                        + " vulnerabilities of the base image and adds " + known.adds())
                .orElseGet(() -> "what it would change is not known: " + BaseUpgrade.unknown(candidate, report)
                        + " parts of it could not be evaluated");
        return verdict.noted(new PolicyNote(PolicyNote.BASE_IMAGE_UPGRADE, shown + text, effect));
    }

    /** With a note on why there is nothing to say of another base. */
    public static Verdict withoutUpgrade(Verdict verdict, String why) {
        return verdict.noted(new PolicyNote(PolicyNote.BASE_IMAGE_UPGRADE, SafeText.oneLine(why, SHOWN)));
    }

    /**
     * Decides on what an SBOM names. It is about the document: it names no digest, so that nothing can be attested, deployed
     * or admitted by it. What only an image tells is not evaluated, and an ERROR where a policy layer demands it.
     */
    public Verdict judge(Sbom sbom, Deadline deadline, ProgressListener progress) throws InterruptedException {
        int rules = hardening.rules().ids().size();
        List<JudgedGate> judged = new ArrayList<>();
        judged.add(vulnerabilities.judge(sbom, ImageAccount.ofSbom(sbom, rules), deadline, progress));
        licenses.map(gate -> gate.judge(ImageNames.none(), sbom.inventory())).ifPresent(judged::add);
        if (demandsHardening && (rules > 0 || baseImages) || ownRules) {
            judged.add(new JudgedGate(
                    GateResult.undecided(
                            GateName.HARDENING,
                            new GateError(
                                    "the policy demands hardening rules or base images, and an SBOM does not say how"
                                            + " an image is built",
                                    "have the image evaluated, with the SBOM beside it")),
                    Set.of()));
        }
        return assembler.assemble(
                SbomSubject.of(sbom),
                ImageNames.none(),
                judged.stream().map(JudgedGate::result).toList(),
                judged.stream().flatMap(gate -> gate.rules().stream()).collect(Collectors.toSet()));
    }

    private List<TaskFacts> facts(InspectedImage inspected) {
        Optional<ImageAnswer> runs = runs(inspected);
        return tasks.tasks().stream()
                .map(task -> new TaskFacts(task, TaskImages.of(task, inspected.image())).running(runs))
                .toList();
    }

    private Optional<ImageAnswer> runs(InspectedImage inspected) {
        return RunsJudgedImage.of(
                tasks.tasks(), inspected.image(), inspected.facts().reference());
    }

    /** An archive has no name in a registry; whoever reads the verdict has to know what was not compared. */
    private static Verdict notCompared(Verdict verdict) {
        return verdict.noted(new PolicyNote(
                "image-not-compared",
                "whether the task runs this image is not known: it was evaluated outside of a registry, and the task"
                        + " definition names none by its digest"));
    }

    /** The verdict on an SBOM that could not be read. */
    public static Verdict unreadableSbom(String name, GateException cause, EffectivePolicy policy, Clock clock) {
        Subject subject = new Subject("sbom:" + name, Optional.empty(), Optional.empty(), Optional.empty());
        return unreadable(subject, ImageNames.none(), Set.of(GateName.VULNERABILITIES), cause, policy, clock);
    }

    /** The verdict on a place that no image could be taken from. */
    public static Verdict unreadable(String reference, GateException cause, EffectivePolicy policy, Clock clock) {
        return unreadable(reference, GATES, cause, policy, clock);
    }

    /** @param gates that would have looked at it; each is in ERROR */
    public static Verdict unreadable(
            String reference, Set<GateName> gates, GateException cause, EffectivePolicy policy, Clock clock) {
        Subject subject = new Subject(reference, Optional.empty(), Optional.empty(), Optional.empty());
        return unreadable(subject, ImageNames.asked(reference), gates, cause, policy, clock);
    }

    /** The verdict on an image that could not be read to its end. */
    public static Verdict unreadable(Image image, GateException cause, EffectivePolicy policy, Clock clock) {
        return unreadable(image, GATES, cause, policy, clock);
    }

    /** @param gates that would have looked at it; each is in ERROR */
    public static Verdict unreadable(
            Image image, Set<GateName> gates, GateException cause, EffectivePolicy policy, Clock clock) {
        return unreadable(ImageSubject.of(image), ImageNames.of(image), gates, cause, policy, clock);
    }

    private static Verdict unreadable(
            Subject subject,
            ImageNames names,
            Set<GateName> gates,
            GateException cause,
            EffectivePolicy policy,
            Clock clock) {
        GateError error = GateError.of(cause);
        List<GateResult> results = gates.stream()
                .sorted()
                .map(gate -> GateResult.undecided(gate, error))
                .toList();
        return new VerdictAssembler(policy, clock).assemble(subject, names, results, Set.of());
    }

    /** How verdicts name an SBOM: by its file. Which image it is about is its own word, and only told. */
    private static final class SbomSubject {
        private static final int SHOWN = 200;

        private SbomSubject() {}

        static Subject of(Sbom sbom) {
            String image = sbom.image()
                    .map(name -> " that says it is about " + SafeText.oneLine(name, SHOWN))
                    .orElse("");
            return new Subject(
                    "sbom:" + sbom.name(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            "an SBOM (" + sbom.format() + ", " + sbom.digest() + ")" + image + "; no image was read"));
        }
    }
}
