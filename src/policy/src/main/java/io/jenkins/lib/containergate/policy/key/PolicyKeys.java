package io.jenkins.lib.containergate.policy.key;

import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.AT_MOST;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.DEMANDS;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.EARLIER;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.FEWER;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.RULES;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.TASK_DEFINITION;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.bySeverity;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.choice;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.delegated;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.graced;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.limit;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.maxAge;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.newFindings;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.profile;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.rule;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.cel.PolicyRuleFormats.PolicyRuleSetFormat;
import io.jenkins.lib.containergate.policy.cel.PolicyRuleSet;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.PatternSetFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.LimitFormat;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverRuleSetFormat;
import io.jenkins.lib.containergate.policy.license.LicenseSet;
import io.jenkins.lib.containergate.policy.license.LicenseSetFormat;
import io.jenkins.lib.containergate.policy.setting.Choice.AttestedSboms;
import io.jenkins.lib.containergate.policy.setting.Choice.Baseline;
import io.jenkins.lib.containergate.policy.setting.Choice.Fixtures;
import io.jenkins.lib.containergate.policy.setting.Choice.KnownExploited;
import io.jenkins.lib.containergate.policy.setting.Choice.LicensedPackages;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.policy.setting.Choice.OnError;
import io.jenkins.lib.containergate.policy.setting.Choice.ReportUse;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.Choice.UnknownLicenses;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.setting.Treatment;
import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import io.jenkins.lib.containergate.policy.vex.VexTrustFormats.VexTrustSetFormat;
import io.jenkins.lib.containergate.policy.vex.VexTrustSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Every setting with one value. Reading, merging, explaining, writing and digesting are loops over this table. */
public final class PolicyKeys {
    private static final String VULNERABILITIES = "vulnerabilities";
    private static final String SECRETS = "secrets";
    private static final String DRIFT = "drift";
    private static final String LICENSES = "licenses";
    private static final String BASE_IMAGES = "baseImages";

    public static final PolicyKey<Mode> MODE = choice(Mode.ENFORCE, "mode").stricter(EARLIER);
    public static final PolicyKey<OnError> ON_ERROR =
            choice(OnError.FAIL, "onError").stricter("`fail`");
    public static final PolicyKey<Boolean> ONLY_FIXABLE = PolicyKey.of(
                    false, Formats.FLAG, Orders.smallest(DEMANDS), VULNERABILITIES, "onlyFixable")
            .stricter("`false`");
    /** The worst severity of which {@link #ONLY_FIXABLE} leaves out what has no fix; without it, all. */
    public static final PolicyKey<Severity> ONLY_FIXABLE_UP_TO = PolicyKey.unset(
                    Formats.CEILING, Orders.largest("leaves out up to"), VULNERABILITIES, "onlyFixableUpTo")
            .unsetMeans("any severity")
            .stricter("the later in this list");

    public static final PolicyKey<KnownExploited> KNOWN_EXPLOITED =
            choice(KnownExploited.ALLOW, VULNERABILITIES, "knownExploited").stricter("`deny`");
    public static final PolicyKey<BigDecimal> EPSS_DENY = PolicyKey.unset(
                    Formats.PROBABILITY, Orders.smallest("denies from"), VULNERABILITIES, "epss", "deny")
            .stricter("the smaller");
    public static final PolicyKey<Baseline> BASELINE =
            choice(Baseline.NONE, VULNERABILITIES, "baseline").stricter("`none`");
    /** From which severity on what the last passed digest did not have blocks, whatever the limits. */
    public static final PolicyKey<Severity> NEW_VULNERABILITIES = newFindings(VULNERABILITIES);

    public static final PolicyKey<Duration> DATABASE_MAX_AGE = maxAge(VULNERABILITIES, "databaseMaxAge");
    /** Whether the report of another scanner may be the only source; without it, it only adds to one. */
    public static final PolicyKey<ReportUse> REPORTS =
            choice(ReportUse.BESIDE, VULNERABILITIES, "reports").stricter("`beside`");
    /** Whether an SBOM may be evaluated without the image it is about; without it, it only adds to one. */
    public static final PolicyKey<ReportUse> SBOMS =
            choice(ReportUse.BESIDE, VULNERABILITIES, "sboms").stricter("`beside`");
    /** Whether SBOMs that signers of the repository attested to the image add to what is seen. */
    public static final PolicyKey<AttestedSboms> ATTESTED_SBOMS =
            choice(AttestedSboms.IGNORE, VULNERABILITIES, "attestedSboms").stricter("`beside`");
    /** Whether a distribution's release past the end of its support is an error, or one of which the end is not known. */
    public static final PolicyKey<Boolean> END_OF_LIFE_DENY = PolicyKey.of(
                    false, Formats.FLAG, Orders.largest(DEMANDS), VULNERABILITIES, "endOfLife", "deny")
            .stricter("`true`");
    /** How long after the last day of its support a release is tolerated. */
    public static final PolicyKey<Duration> END_OF_LIFE_GRACE = graced(VULNERABILITIES, "endOfLife", "grace");
    /** Whether a comment in the line of a value ({@code container-gate:allow}) takes the value out. */
    public static final PolicyKey<Boolean> INLINE_COMMENTS = PolicyKey.of(
                    false, Formats.FLAG, Orders.smallest(DEMANDS), SECRETS, "inlineComments")
            .stricter("`false`");
    /** What becomes of secrets in tests and examples that no issuer's format proves. */
    public static final PolicyKey<Fixtures> SECRETS_IN_TESTS =
            choice(Fixtures.COUNT, SECRETS, "tests").stricter("`count`");
    /** Whether values that the last passed verdict had count again. */
    public static final PolicyKey<Baseline> SECRETS_BASELINE =
            choice(Baseline.NONE, SECRETS, "baseline").stricter("`none`");
    /** From which severity on secrets that the last passed verdict did not have block, whatever the limits. */
    public static final PolicyKey<Severity> NEW_SECRETS = newFindings(SECRETS);

    /** Licences that packages may have; without it, all that are not denied. */
    public static final PolicyKey<LicenseSet> LICENSES_ALLOW = PolicyKey.unset(
                    new LicenseSetFormat(), Orders.allowed(LicenseSet::within), LICENSES, "allow")
            .unsetMeans("any")
            .stricter(FEWER);
    /** Licences that no package may have. */
    public static final PolicyKey<LicenseSet> LICENSES_DENY = PolicyKey.unset(
                    new LicenseSetFormat(), Orders.deniedLicenses(), LICENSES, "deny")
            .stricter("more; the lists of all layers count together");

    public static final PolicyKey<UnknownLicenses> UNKNOWN_LICENSES =
            choice(UnknownLicenses.UNDECIDED, LICENSES, "unknown").stricter("`undecided`");
    public static final PolicyKey<LicensedPackages> LICENSED_PACKAGES =
            choice(LicensedPackages.ALL, LICENSES, "packages").stricter("`all`");

    /** Repositories that images may be built on; without it, any. */
    public static final PolicyKey<PatternSet> BASE_IMAGES_ALLOWED = PolicyKey.unset(
                    PatternSetFormat.overImages(), Orders.allowed(PatternSet::within), BASE_IMAGES, "allowed")
            .values("patterns over `REGISTRY/PATH`")
            .unsetMeans("any")
            .stricter(FEWER);
    /** How long ago the image that an image is built on may have been built. */
    public static final PolicyKey<Duration> BASE_IMAGES_MAX_AGE = maxAge(BASE_IMAGES, "maxAge");

    public static final PolicyKey<ProfileSet> HARDENING_PROFILE = profile("hardening");
    public static final PolicyKey<ProfileSet> TASK_DEFINITION_PROFILE = profile(TASK_DEFINITION);
    public static final PolicyKey<ProfileSet> DRIFT_PROFILE = profile(DRIFT);
    /** Where a verdict must be found so that what runs counts as having passed. */
    public static final PolicyKey<DriftEvidence> DRIFT_EVIDENCE = PolicyKey.of(
                    DriftEvidence.ATTESTED,
                    ChoiceFormat.of(DriftEvidence.values()),
                    Orders.evidence(),
                    DRIFT,
                    "evidence")
            .stricter("`both`; `either` is the loosest; `attested` and `ledger` do not replace each other");
    /** How old the verdict of something that runs may be; without it, any age. */
    public static final PolicyKey<Duration> DRIFT_MAX_AGE = maxAge(DRIFT, "maxAge");
    /** What inner layers may waive; an outermost layer without it lets them waive nothing. */
    public static final PolicyKey<WaiverRuleSet> WAIVER_RULES = PolicyKey.unset(
                    new WaiverRuleSetFormat(), Orders.waiverRules(), "waiverRules")
            .stricter("admitting less");

    /** Whose VEX statements excuse findings; without it, nobody's. */
    public static final PolicyKey<VexTrustSet> VEX = PolicyKey.unset(new VexTrustSetFormat(), Orders.vexTrust(), "vex")
            .unsetMeans("no statement counts")
            .stricter("excusing less, or an empty list");

    /** Rules of the organisation's own, which add findings; without it, none. */
    public static final PolicyKey<PolicyRuleSet> POLICY_RULES = PolicyKey.unset(
                    new PolicyRuleSetFormat(), Orders.policyRules(), "rules")
            .values("list, see [rules of your own](policy-rules.md)")
            .stricter("more rules; none can be changed");

    /** Repositories for which inner layers may name signers where no outer one does; without it, none. */
    public static final PolicyKey<PatternSet> DELEGATED_SIGNERS = delegated(
                    "signers", PatternSetFormat.overDelegatedImages())
            .values("patterns over `REGISTRY/PATH`, see below");
    /** Repositories that inner layers may exempt from signatures where no outer one speaks of them; without it, none. */
    public static final PolicyKey<PatternSet> DELEGATED_EXEMPTIONS = delegated(
                    "exemptions", PatternSetFormat.overDelegatedImages())
            .values("patterns over `REGISTRY/PATH`, see below");
    /** Addresses of servers that signers of inner layers may name besides those of outer layers; without it, none. */
    public static final PolicyKey<PatternSet> DELEGATED_SERVERS =
            delegated("servers", PatternSetFormat.overDelegatedPaths()).values("patterns over addresses, see below");
    /** Images whose attested verdicts jobs may name as baselines; without it, none. */
    public static final PolicyKey<PatternSet> DELEGATED_BASELINES = delegated(
                    "baselines", PatternSetFormat.overDelegatedPaths())
            .values("patterns over `REGISTRY/PATH:TAG`, see below");
    /** Hosts in internal networks that certificates and trust servers of the policy may name; without it, none. */
    public static final PolicyKey<PatternSet> INTERNAL_HOSTS = PolicyKey.unset(
                    PatternSetFormat.overDelegatedPaths(), Orders.delegatedPatterns(), "internalHosts")
            .values("patterns over hosts in lower case, without port")
            .stricter(FEWER + "; an inner layer alone may name none");

    private static final Map<Severity, PolicyKey<Limit>> VULNERABILITY_LIMITS =
            bySeverity(severity -> limit(VULNERABILITIES, severity, Set.of(Severity.CRITICAL, Severity.HIGH)));
    private static final Map<Severity, PolicyKey<Limit>> SECRET_LIMITS =
            bySeverity(severity -> limit(SECRETS, severity, Set.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)));
    private static final Map<Severity, PolicyKey<Limit>> BASE_IMAGE_LIMITS = bySeverity(severity -> PolicyKey.unset(
                    new LimitFormat(), Orders.smallest(AT_MOST), VULNERABILITIES, "baseImage", "max", severity.key())
            .fallingBackTo(vulnerabilityLimit(severity))
            .unsetMeans("`vulnerabilities.max.SEVERITY`")
            .stricter("the smaller"));
    private static final Map<Severity, PolicyKey<Duration>> GRACES =
            bySeverity(severity -> graced(VULNERABILITIES, "fixableFor", severity.key()));

    private static final Map<UndecidedKind, PolicyKey<Treatment>> UNDECIDED = undecided();

    private static final List<PolicyKey<?>> ALL = table();

    private PolicyKeys() {}

    /** Every key but those of single rules, in the order of the documentation. */
    public static List<PolicyKey<?>> all() {
        return List.copyOf(ALL);
    }

    /** Whether it says which verdicts on what runs count: no verdict was given under that. */
    public static boolean aboutVerdicts(PolicyKey<?> key) {
        return key.segments().get(0).equals(DRIFT);
    }

    public static PolicyKey<Limit> vulnerabilityLimit(Severity severity) {
        return VULNERABILITY_LIMITS.get(severity);
    }

    /** The limit for what the base image brought; falls back to {@link #vulnerabilityLimit}. */
    public static PolicyKey<Limit> baseImageLimit(Severity severity) {
        return BASE_IMAGE_LIMITS.get(severity);
    }

    public static PolicyKey<Limit> secretLimit(Severity severity) {
        return SECRET_LIMITS.get(severity);
    }

    /** How long after its fix became known a fixable finding is tolerated. */
    public static PolicyKey<Duration> grace(Severity severity) {
        return GRACES.get(severity);
    }

    /** How findings of a kind count that could not be decided; without it, as the kind does by default. */
    public static PolicyKey<Treatment> undecided(UndecidedKind kind) {
        return UNDECIDED.get(kind);
    }

    private static Map<UndecidedKind, PolicyKey<Treatment>> undecided() {
        Map<UndecidedKind, PolicyKey<Treatment>> keys = new EnumMap<>(UndecidedKind.class);
        for (UndecidedKind kind : UndecidedKind.values()) {
            keys.put(kind, PolicyKeyKinds.undecided(kind));
        }
        return keys;
    }

    public static PolicyKey<RuleLevel> hardeningRule(RuleId rule) {
        return rule("hardening", rule);
    }

    public static PolicyKey<RuleLevel> taskDefinitionRule(RuleId rule) {
        return rule(TASK_DEFINITION, rule);
    }

    public static PolicyKey<RuleLevel> driftRule(RuleId rule) {
        return rule(DRIFT, rule);
    }

    /** The sections whose keys are rule ids, by path. */
    public static Map<String, Function<RuleId, PolicyKey<RuleLevel>>> ruleSections() {
        Map<String, Function<RuleId, PolicyKey<RuleLevel>>> sections = new TreeMap<>();
        profiles().forEach((profile, rule) -> sections.put(profile.section() + "." + RULES, rule));
        return sections;
    }

    /** Each profile, with the keys of the single rules that it chooses among. */
    public static Map<PolicyKey<ProfileSet>, Function<RuleId, PolicyKey<RuleLevel>>> profiles() {
        return Map.of(
                HARDENING_PROFILE, PolicyKeys::hardeningRule,
                TASK_DEFINITION_PROFILE, PolicyKeys::taskDefinitionRule,
                DRIFT_PROFILE, PolicyKeys::driftRule);
    }

    private static List<PolicyKey<?>> table() {
        List<PolicyKey<?>> keys = new ArrayList<>(List.of(MODE, ON_ERROR));
        keys.addAll(UNDECIDED.values());
        keys.addAll(VULNERABILITY_LIMITS.values());
        keys.addAll(List.of(ONLY_FIXABLE, ONLY_FIXABLE_UP_TO, KNOWN_EXPLOITED, EPSS_DENY));
        keys.addAll(GRACES.values());
        keys.addAll(List.of(BASELINE, NEW_VULNERABILITIES));
        keys.addAll(BASE_IMAGE_LIMITS.values());
        keys.addAll(List.of(DATABASE_MAX_AGE, REPORTS, SBOMS, ATTESTED_SBOMS, END_OF_LIFE_DENY, END_OF_LIFE_GRACE));
        keys.addAll(SECRET_LIMITS.values());
        keys.addAll(List.of(INLINE_COMMENTS, SECRETS_IN_TESTS, SECRETS_BASELINE, NEW_SECRETS));
        keys.addAll(List.of(LICENSES_ALLOW, LICENSES_DENY, UNKNOWN_LICENSES, LICENSED_PACKAGES));
        keys.addAll(List.of(BASE_IMAGES_ALLOWED, BASE_IMAGES_MAX_AGE));
        keys.addAll(List.of(HARDENING_PROFILE, TASK_DEFINITION_PROFILE));
        keys.addAll(TaskDefinitionKeys.all());
        keys.addAll(List.of(DRIFT_PROFILE, DRIFT_EVIDENCE, DRIFT_MAX_AGE));
        keys.addAll(List.of(TaskDefinitionKeys.SEGMENTS, DELEGATED_SIGNERS, DELEGATED_EXEMPTIONS, DELEGATED_SERVERS));
        keys.addAll(List.of(DELEGATED_BASELINES, WAIVER_RULES));
        keys.addAll(List.of(VEX, POLICY_RULES, INTERNAL_HOSTS));
        return List.copyOf(keys);
    }
}
