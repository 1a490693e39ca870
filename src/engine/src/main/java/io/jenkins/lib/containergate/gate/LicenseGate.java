package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.LicenseFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.LicenseCriterion;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.license.LicenseExpression;
import io.jenkins.lib.containergate.policy.license.LicenseRules;
import io.jenkins.lib.containergate.policy.license.LicenseRules.Answer;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.LicensedPackages;
import io.jenkins.lib.containergate.policy.setting.Choice.UnknownLicenses;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the licences that packages declare with those of the policy. There is no such gate where the policy names none. */
final class LicenseGate {
    private static final int SHOWN = 300;
    private static final String REPLACE =
            "remove or replace the package, or waive it with the reason why it may be used";
    private static final Set<RuleId> RULES =
            Set.of(LicenseCriterion.DENIED, LicenseCriterion.UNLISTED, LicenseCriterion.UNKNOWN);

    private final LicenseRules rules;
    private final Setting<LicensedPackages> packages;
    private final boolean unknownIsUndecided;
    private final String demand;
    private final PolicyEngine engine;

    private LicenseGate(LicenseRules rules, EffectivePolicy policy, PolicyEngine engine) {
        this.rules = rules;
        this.packages = policy.get(PolicyKeys.LICENSED_PACKAGES);
        this.unknownIsUndecided = policy.get(PolicyKeys.UNKNOWN_LICENSES).value() == UnknownLicenses.UNDECIDED;
        this.demand = Stream.of(
                        policy.find(PolicyKeys.LICENSES_ALLOW).map(allow -> "one of " + allow.text()),
                        policy.find(PolicyKeys.LICENSES_DENY).map(deny -> "none of " + deny.text()))
                .flatMap(Optional::stream)
                .map(list -> SafeText.oneLine(list, SHOWN))
                .collect(Collectors.joining(", "));
        this.engine = engine;
    }

    static Optional<LicenseGate> of(EffectivePolicy policy, PolicyEngine engine) {
        LicenseRules rules = new LicenseRules(
                policy.find(PolicyKeys.LICENSES_ALLOW).map(Setting::value),
                policy.find(PolicyKeys.LICENSES_DENY).map(Setting::value));
        return rules.allow().isEmpty() && rules.deny().isEmpty()
                ? Optional.empty()
                : Optional.of(new LicenseGate(rules, policy, engine));
    }

    JudgedGate judge(ImageNames image, PackageInventory inventory) {
        List<InstalledPackage> evaluated = inventory.packages().stream()
                .filter(found -> packages.value() == LicensedPackages.ALL
                        || !found.ecosystem().operatingSystem())
                .toList();
        List<LicenseFinding> findings = new ArrayList<>();
        evaluated.forEach(found -> finding(found).ifPresent(findings::add));
        int unknown = Math.toIntExact(findings.stream()
                .filter(finding -> finding.rule().equals(LicenseCriterion.UNKNOWN))
                .count());
        Account account = Account.empty()
                .evaluated("package licence", evaluated.size() - unknown)
                .notEvaluated("package licence", unknown, "not known")
                .notEvaluated(
                        "package licence",
                        inventory.packages().size() - evaluated.size(),
                        "of the distribution: " + packages.decidedBy())
                .notEvaluated("part of the image", inventory.gaps().size(), "its packages are not known");
        GateInput input = GateInput.of(GateName.LICENSES, image, findings)
                .withRules(RULES)
                .withAccount(account);
        return new JudgedGate(engine.judge(input), RULES);
    }

    private Optional<LicenseFinding> finding(InstalledPackage found) {
        if (found.licenses().isEmpty()) {
            return Optional.of(unknown(
                    found,
                    found.ecosystem() == Ecosystem.GO
                            ? "no licence declared: Go programs do not hold those of their modules"
                            : "no licence declared"));
        }
        Answer answer = rules.of(LicenseExpression.parse(found.licenses()));
        String declared = SafeText.oneLine(String.join(", ", found.licenses()), SHOWN);
        String decisive = SafeText.oneLine(answer.decisive().toString(), SHOWN);
        String shown = declared.equals(decisive) ? declared : declared + " (" + decisive + ")";
        return switch (answer.standing()) {
            case ALLOWED -> Optional.empty();
            case UNKNOWN -> Optional.of(unknown(found, shown));
            case UNLISTED ->
                Optional.of(finding(
                        found,
                        LicenseCriterion.UNLISTED,
                        Severity.MEDIUM,
                        "Licence that is not allowed",
                        shown,
                        REPLACE));
            case DENIED ->
                Optional.of(finding(found, LicenseCriterion.DENIED, Severity.HIGH, "Denied licence", shown, REPLACE));
        };
    }

    private LicenseFinding unknown(InstalledPackage found, String declared) {
        return finding(
                found,
                LicenseCriterion.UNKNOWN,
                Severity.UNKNOWN,
                "Whether the licence is allowed is not known",
                declared,
                "find out the licence and waive the package, or set licenses.unknown: report");
    }

    private LicenseFinding finding(
            InstalledPackage found, RuleId rule, Severity severity, String title, String declared, String help) {
        AffectedPackage affected =
                new AffectedPackage(found.purl(), found.name(), found.version(), Optional.empty(), Optional.empty());
        return new LicenseFinding(
                rule,
                severity,
                title,
                affected,
                Location.inLayer(found.layer(), found.path()),
                found.name() + " " + found.version() + ": " + declared,
                demand,
                help,
                rule.equals(LicenseCriterion.UNKNOWN) && unknownIsUndecided);
    }
}
