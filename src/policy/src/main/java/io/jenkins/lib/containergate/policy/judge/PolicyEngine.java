package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Risk;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns what a gate found into what the policy makes of it.
 *
 * <p>The criteria are asked in this order, and the first that answers decides: waivers; findings that could not be
 * decided; VEX statements; rules of the policy; the levels of rules; exploitation; grace for fixes; only fixable; fixtures;
 * baseline; what is new; limits. The mode then softens what blocks, never an error.
 */
public final class PolicyEngine {
    private final EffectivePolicy policy;
    private final Clock clock;
    private final Setting<Mode> mode;

    public PolicyEngine(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        this.mode = policy.get(PolicyKeys.MODE);
    }

    /**
     * The gate's result, with every finding decided. One forbidden finding makes it FAIL; only where nothing forbidden was
     * found and something could not be decided is it an ERROR.
     */
    public GateResult judge(GateInput given) {
        PolicyRuleFindings own = PolicyRuleFindings.of(policy, given, decided(given), clock);
        GateInput input = given.plus(own.findings());
        VexCriterion vex = new VexCriterion(policy, input, clock);
        Account account = input.account().plus(vex.account()).plus(own.account());
        if (input.gate() == GateName.VULNERABILITIES) {
            account = account.plus(new FeedKnowledge(policy, clock).account(input.feeds()));
        }
        List<Ruled> ruled = rule(input, vex).stream()
                .map(this::soften)
                .sorted(Comparator.comparing(Ruled::decided, WorstFirst.ORDER))
                .toList();
        List<DecidedFinding> findings = ruled.stream().map(Ruled::decided).toList();
        Optional<GateError> error = error(input, findings);
        Outcome outcome = outcome(findings);
        if (error.isPresent() && outcome != Outcome.FAIL) {
            return new GateResult(
                    input.gate(), Outcome.ERROR, error.get().problem(), input.source(), error, findings, account);
        }
        GateResult decided = new GateResult(
                input.gate(), outcome, reason(input.gate(), ruled, findings), input.source(), error, findings, account);
        return decided.complete() ? decided : decided.because(decided.reason() + ReasonLine.undecided(decided));
    }

    private record Ruled(Finding finding, Ruling ruling) {
        DecidedFinding decided() {
            return new DecidedFinding(finding, ruling.decision(), ruling.decidedBy(), ruling.vex(), ruling.key());
        }
    }

    /** For rules of the policy, which may look at the decisions on what was found, and change none. */
    private Supplier<List<DecidedFinding>> decided(GateInput input) {
        return () -> rule(input, new VexCriterion(policy, input, clock)).stream()
                .map(this::soften)
                .map(Ruled::decided)
                .toList();
    }

    private List<Ruled> rule(GateInput input, VexCriterion vex) {
        List<Criterion> criteria = criteria(input, vex);
        List<Ruled> ruled = new ArrayList<>();
        List<Finding> counted = new ArrayList<>();
        List<Finding> open = new ArrayList<>();
        for (Finding finding : input.findings()) {
            Optional<Ruling> ruling = first(criteria, finding);
            ruling.ifPresentOrElse(r -> ruled.add(new Ruled(finding, r)), () -> open.add(finding));
            // What is known takes its place under the limits: otherwise each digest could bring as many again.
            if (ruling.isEmpty() || ruling.get().decision() == Decision.BASELINE) {
                counted.add(finding);
            }
        }
        Criterion last = last(input, counted);
        for (Finding finding : open) {
            ruled.add(new Ruled(finding, last.judge(finding).orElseThrow()));
        }
        return ruled;
    }

    private static Optional<Ruling> first(List<Criterion> criteria, Finding finding) {
        return criteria.stream()
                .map(criterion -> criterion.judge(finding))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Criterion> criteria(GateInput input, VexCriterion vex) {
        List<Criterion> criteria = new ArrayList<>(List.of(
                new WaiverCriterion(policy.waivers(), input.image(), clock),
                new UndecidedCriterion(policy),
                vex,
                new PolicyRuleCriterion(policy)));
        switch (input.gate()) {
            case VULNERABILITIES ->
                criteria.addAll(List.of(
                        new ExploitationCriterion(policy),
                        new GraceCriterion(policy, clock),
                        new OnlyFixableCriterion(policy),
                        new BaselineCriterion(policy, PolicyKeys.BASELINE, input.baseline())));
            case HARDENING -> {
                criteria.add(new BaseImageCriterion(policy));
                criteria.add(new RuleLevelCriterion(policy, PolicyKeys.HARDENING_PROFILE, PolicyKeys::hardeningRule));
            }
            case TASK_DEFINITION ->
                criteria.add(new RuleLevelCriterion(
                        policy, PolicyKeys.TASK_DEFINITION_PROFILE, PolicyKeys::taskDefinitionRule));
            case DRIFT -> criteria.add(new RuleLevelCriterion(policy, PolicyKeys.DRIFT_PROFILE, PolicyKeys::driftRule));
            case SECRETS ->
                criteria.addAll(List.of(
                        new FixtureCriterion(policy),
                        new BaselineCriterion(policy, PolicyKeys.SECRETS_BASELINE, input.baseline())));
            case LICENSES -> criteria.add(new LicenseCriterion(policy));
            case SIGNATURES, ADMISSION -> {}
        }
        return criteria;
    }

    /** Decides whatever no other criterion did. */
    private Criterion last(GateInput input, List<Finding> counted) {
        return switch (input.gate()) {
            case VULNERABILITIES ->
                newOr(
                        PolicyKeys.NEW_VULNERABILITIES,
                        input,
                        limits(PolicyKeys::vulnerabilityLimit, PolicyKeys::baseImageLimit, input, counted));
            case SECRETS ->
                newOr(
                        PolicyKeys.NEW_SECRETS,
                        input,
                        limits(PolicyKeys::secretLimit, PolicyKeys::secretLimit, input, counted));
            case HARDENING, LICENSES, TASK_DEFINITION, SIGNATURES, DRIFT, ADMISSION ->
                new BlockAllCriterion(input.gate());
        };
    }

    private Criterion newOr(PolicyKey<Severity> key, GateInput input, Criterion limits) {
        Criterion fresh = new NewFindingCriterion(policy, key, input.baseline());
        return finding -> fresh.judge(finding).or(() -> limits.judge(finding));
    }

    private Criterion limits(
            Function<Severity, PolicyKey<Limit>> own,
            Function<Severity, PolicyKey<Limit>> base,
            GateInput input,
            List<Finding> counted) {
        return new LimitCriterion(policy, own, base, input.baseImageLayers(), counted);
    }

    private Ruled soften(Ruled ruled) {
        Ruling ruling = ruled.ruling();
        boolean softens = !ruled.finding().undecided()
                && (ruling.decision() == Decision.BLOCKED && mode.value() != Mode.ENFORCE
                        || ruling.decision() == Decision.WARNED && mode.value() == Mode.AUDIT);
        if (!softens) {
            return ruled;
        }
        Decision softer = mode.value() == Mode.WARN ? Decision.WARNED : Decision.ALLOWED;
        return new Ruled(ruled.finding(), ruling.softened(softer, mode));
    }

    private Optional<GateError> error(GateInput input, List<DecidedFinding> findings) {
        List<GateError> errors = new RequiredKnowledge(policy, clock).errors(input);
        List<DecidedFinding> undecided =
                findings.stream().filter(DecidedFinding::undecided).toList();
        if (!undecided.isEmpty()) {
            errors.add(0, GateErrors.undecided(undecided));
        }
        return GateErrors.join(errors);
    }

    /** By what could be decided alone. */
    private static Outcome outcome(List<DecidedFinding> findings) {
        return definite(findings)
                .map(f -> switch (f.decision()) {
                    case BLOCKED -> Outcome.FAIL;
                    case WARNED -> Outcome.WARN;
                    case ALLOWED, WAIVED, BASELINE -> Outcome.PASS;
                })
                .reduce(Outcome.PASS, Outcome::worse);
    }

    private static Stream<DecidedFinding> definite(List<DecidedFinding> findings) {
        return findings.stream().filter(f -> !f.undecided());
    }

    private String reason(GateName gate, List<Ruled> ruled, List<DecidedFinding> findings) {
        Outcome outcome = outcome(findings);
        if (outcome == Outcome.PASS) {
            return ReasonLine.nothingBlocks(findings) + unlimited(gate, findings);
        }
        Decision decisive = outcome == Outcome.FAIL ? Decision.BLOCKED : Decision.WARNED;
        long others = definite(findings).filter(f -> f.decision() == decisive).count() - 1;
        Ruled first = ruled.get(0);
        return ReasonLine.objection(first.decided(), first.ruling().cause(), others);
    }

    /** One of unknown severity can be as bad as any, and a limit for those is easily forgotten. */
    private String unlimited(GateName gate, List<DecidedFinding> findings) {
        PolicyKey<Limit> key = PolicyKeys.vulnerabilityLimit(Severity.UNKNOWN);
        if (gate != GateName.VULNERABILITIES || !policy.get(key).value().equals(Limit.UNLIMITED)) {
            return "";
        }
        long unknown = findings.stream()
                .filter(found -> found.decision() == Decision.ALLOWED)
                .filter(found -> found.finding().severity() == Severity.UNKNOWN)
                .count();
        return unknown == 0 ? "" : "; no limit counts " + unknown + " of unknown severity (" + key.path() + ")";
    }

    /** Puts everything that kept a gate from deciding into the one error of its result. */
    private static final class GateErrors {
        private GateErrors() {}

        /** @param undecided at least one, worst first */
        static GateError undecided(List<DecidedFinding> undecided) {
            Finding first = undecided.get(0).finding();
            String more = undecided.size() == 1 ? "" : " (and " + (undecided.size() - 1) + " more)";
            return new GateError(
                    "could not be evaluated: " + ReasonLine.what(first) + more,
                    SafeText.visible(first.help(), 300) + ", or waive the rule " + first.rule());
        }

        static Optional<GateError> join(List<GateError> errors) {
            return errors.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GateError(
                            errors.stream().map(GateError::problem).collect(Collectors.joining("; also ")),
                            errors.stream().map(GateError::remedy).collect(Collectors.joining("; "))));
        }
    }

    /** The order of findings in every report: what blocks first, then by {@link Risk}, then by what and where. */
    private static final class WorstFirst {
        static final Comparator<DecidedFinding> ORDER = Comparator.comparing(DecidedFinding::decision)
                .thenComparing(decided -> decided.finding().undecided())
                .thenComparing(DecidedFinding::finding, Risk.MOST_FIRST)
                .thenComparing(decided -> decided.finding().rule())
                .thenComparing(decided -> decided.finding().actual())
                .thenComparing(decided -> decided.finding().location().path().orElse(""))
                .thenComparing(decided -> decided.finding().location().pointer().orElse(""))
                .thenComparing(decided -> decided.finding().location().line().orElse(0))
                .thenComparing(decided -> decided.finding().fingerprint().value())
                .thenComparing(decided -> decided.finding().expected())
                .thenComparing(decided ->
                        decided.finding().location().layer().map(Digest::hex).orElse(""))
                .thenComparing(DecidedFinding::decidedBy)
                // details that are left, such as two probabilities of one vulnerability, keep the order always one
                .thenComparing(decided -> decided.finding().toString());

        private WorstFirst() {}
    }
}
