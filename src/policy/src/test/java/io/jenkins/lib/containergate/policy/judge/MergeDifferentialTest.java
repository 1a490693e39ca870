package io.jenkins.lib.containergate.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.judge.ModelLayer.Admitted;
import io.jenkins.lib.containergate.policy.judge.ModelLayer.Entry;
import io.jenkins.lib.containergate.policy.judge.ModelLayer.Waived;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyException;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.rule.RuleProfile;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The merge against {@link MergeModel} on random layers: both accept the same, and come to the same verdicts, which are
 * never better than the floor's where it hands nothing on. {@code -Dcontainergate.merge.seed=N}
 * runs others; a failure names the seed and the layers.
 */
class MergeDifferentialTest {
    private static final int ROUNDS = Effort.rounds(120, 2_000);
    private static final long SEED = Long.getLong("containergate.merge.seed", 20_261_127L);
    private static final Clock CLOCK =
            Clock.fixed(MergeModel.TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    private static final List<String> RULES = List.of("no-sudo", "non-root-user", "no-latest-tag");
    private static final List<String> SIGNERS = List.of("k1", "k2", "k3");
    private static final List<String> REPOSITORIES =
            MergeModel.IMAGES.get("**").stream().sorted().toList();
    private static final Map<String, Set<String>> PROFILES = profiles();

    private final Random random = new Random(SEED);

    private static Map<String, Set<String>> profiles() {
        Map<String, Set<String>> profiles = new HashMap<>();
        for (RuleProfile profile : RuleProfile.values()) {
            profiles.put(
                    profile.key(),
                    RULES.stream()
                            .filter(rule -> profile.selects(KnownRules.builtIn()
                                    .find("hardening", new RuleId(rule))
                                    .orElseThrow()))
                            .collect(Collectors.toSet()));
        }
        return profiles;
    }

    @Test
    void theRulesOfThisTestLieInsideAndOutsideOfTheProfiles() {
        assertThat(PROFILES.get("baseline")).isNotEmpty().hasSizeLessThan(RULES.size());
        assertThat(PROFILES.get("strict")).hasSameSizeAs(RULES);
    }

    @Test
    void theMergeAcceptsAndDecidesWhatTheModelDoes() {
        int accepted = 0;
        int refused = 0;
        Map<Outcome, Integer> outcomes = new HashMap<>();
        Map<Boolean, Integer> verified = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            List<ModelLayer> layers = new ArrayList<>(List.of(layer(0, 0.5)));
            for (int j = 1 + random.nextInt(2); j > 0; j--) {
                layers.add(layer(layers.size(), 0.12));
            }
            int round = i;
            Supplier<String> where = () -> "seed " + SEED + ", round " + round + ":\n"
                    + yaml(layers).stream().collect(Collectors.joining("---\n"));
            MergeModel model = new MergeModel(layers, PROFILES);
            Optional<EffectivePolicy> merged = merge(yaml(layers));
            assertThat(merged.isPresent()).as(where).isEqualTo(model.accepted());
            if (merged.isEmpty()) {
                refused++;
                continue;
            }
            accepted++;
            EffectivePolicy inOneFile =
                    merge(List.of(merged.get().toYaml())).orElseThrow(() -> new AssertionError(where.get()));
            EffectivePolicy floor = merge(yaml(layers.subList(0, 1))).orElseThrow();
            boolean innerWaives =
                    layers.stream().skip(1).anyMatch(layer -> !layer.waivers().isEmpty());
            for (int j = 0; j < 6; j++) {
                GateInput input = input();
                Outcome outcome = outcome(merged.get(), input);
                outcomes.merge(outcome, 1, Integer::sum);
                assertThat(outcome).as(where).isEqualTo(expected(model, input));
                assertThat(outcome(inOneFile, input)).as(where).isEqualTo(outcome);
                if (!innerWaives) {
                    assertThat(outcome).as(where).isGreaterThanOrEqualTo(outcome(floor, input));
                }
            }
            for (String repository : REPOSITORIES) {
                Set<String> signed =
                        SIGNERS.stream().filter(signer -> random.nextBoolean()).collect(Collectors.toSet());
                boolean passes = verified(merged.get(), repository, signed);
                verified.merge(passes, 1, Integer::sum);
                assertThat(passes).as(where).isEqualTo(model.verified(repository, signed));
                assertThat(verified(inOneFile, repository, signed)).as(where).isEqualTo(passes);
                if (!handedOn(layers.get(0), repository) && passes) {
                    assertThat(verified(floor, repository, signed)).as(where).isTrue();
                }
            }
        }
        assertThat(accepted).isGreaterThan(ROUNDS / 10);
        assertThat(refused).isGreaterThan(ROUNDS / 10);
        assertThat(outcomes).containsOnlyKeys(Outcome.PASS, Outcome.WARN, Outcome.FAIL);
        assertThat(verified.values()).allSatisfy(count -> assertThat(count).isGreaterThan(ROUNDS / 20));
    }

    private static boolean handedOn(ModelLayer floor, String repository) {
        return floor.delegate().values().stream()
                .flatMap(List::stream)
                .anyMatch(pattern -> MergeModel.IMAGES.get(pattern).contains(repository));
    }

    private static List<String> yaml(List<ModelLayer> layers) {
        return layers.stream().map(layer -> YamlWriter.write(layer.plain())).toList();
    }

    private static Optional<EffectivePolicy> merge(List<String> layers) {
        List<PolicyDocument> documents = new ArrayList<>();
        for (String layer : layers) {
            String name = "layer" + documents.size();
            try {
                documents.add(PolicyParser.parse(name, name, layer));
            } catch (PolicyFormatException e) {
                throw new AssertionError("a generated policy is malformed: " + e.getMessage() + "\n" + layer, e);
            }
        }
        try {
            return Optional.of(PolicyMerge.merge(documents, CLOCK));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    /** As the gate does it: rules that are off are not asked. */
    private static Outcome outcome(EffectivePolicy policy, GateInput input) {
        RuleSelection selection = policy.hardening();
        List<Finding> asked = input.findings().stream()
                .filter(finding -> KnownRules.builtIn()
                        .find("hardening", finding.rule())
                        .filter(rule -> selection.level(rule) == RuleLevel.OFF)
                        .isEmpty())
                .toList();
        return new PolicyEngine(policy, CLOCK)
                .judge(GateInput.of(input.gate(), input.image(), asked))
                .outcome();
    }

    private static boolean verified(EffectivePolicy policy, String repository, Set<String> signed) {
        List<SignatureRequirement> demands =
                policy.signaturesFor(repository).stream().map(WithOrigin::value).toList();
        return !demands.isEmpty()
                && demands.stream()
                        .filter(demand -> demand.exempt().isEmpty())
                        .allMatch(demand -> demand.signers().stream()
                                        .filter(signer -> signed.contains(signer.name()))
                                        .count()
                                >= demand.require());
    }

    private GateInput input() {
        GateName gate = random.nextBoolean() ? GateName.VULNERABILITIES : GateName.HARDENING;
        List<Finding> findings = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Severity severity = Severity.values()[random.nextInt(Severity.values().length)];
            findings.add(
                    gate == GateName.HARDENING
                            ? SampleFindings.hardening(pick(RULES), severity)
                            : SampleFindings.fixable(
                                    pick(List.of("CVE-2024-1", "CVE-2024-2", "CVE-2025-1")), severity));
        }
        return GateInput.of(gate, new ImageNames(List.of(pick(REPOSITORIES))), findings);
    }

    private static Outcome expected(MergeModel model, GateInput input) {
        String image = input.image().names().get(0);
        Map<String, Integer> counts = new HashMap<>();
        int worst = 0;
        for (Finding finding : input.findings()) {
            String severity = finding.severity().key();
            if (input.gate() == GateName.HARDENING && model.level(finding.rule().value()) == 2) {
                continue;
            }
            int waived = model.waived(finding.rule().value(), severity, image);
            if (waived == 1) {
                worst = 2;
            } else if (waived == 0 && input.gate() == GateName.HARDENING) {
                worst = Math.max(worst, 2 - model.level(finding.rule().value()));
            } else if (waived == 0 && counts.merge(severity, 1, Integer::sum) > model.limit(severity)) {
                worst = 2;
            }
        }
        return switch (model.mode()) {
            case 0 -> List.of(Outcome.PASS, Outcome.WARN, Outcome.FAIL).get(worst);
            case 1 -> worst > 0 ? Outcome.WARN : Outcome.PASS;
            default -> Outcome.PASS;
        };
    }

    private ModelLayer layer(int index, double density) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        RULES.forEach(rule -> maybe(density, List.of(0, 1, 2)).ifPresent(level -> levels.put(rule, level)));
        Map<String, List<String>> delegate = new LinkedHashMap<>();
        for (String what : List.of("signers", "exemptions")) {
            if (random.nextDouble() < density) {
                delegate.put(what, some(2, List.copyOf(new TreeSet<>(MergeModel.IMAGES.keySet()))));
            }
        }
        return new ModelLayer(
                maybe(density, List.of(0, 1, 2)),
                random.nextDouble() < density ? Optional.of(limits()) : Optional.empty(),
                maybe(
                        density,
                        List.of(
                                List.of("baseline"),
                                List.of("cis-docker"),
                                List.of("baseline", "fsbp"),
                                List.of("strict"))),
                levels,
                list(density, this::entry),
                delegate,
                list(density, () -> waived(index)),
                random.nextDouble() < density ? Optional.of(list(0.9, this::admitted)) : Optional.empty());
    }

    private Map<String, Integer> limits() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            maybe(0.5, List.of(0, 1, 2, -1)).ifPresent(limit -> limits.put(severity.key(), limit));
        }
        return limits;
    }

    private Entry entry() {
        List<String> signers = random.nextInt(3) == 0
                ? List.of()
                : List.copyOf(new TreeSet<>(new HashSet<>(List.of(pick(SIGNERS), pick(SIGNERS)))));
        List<String> repositories = new ArrayList<>(List.of(pick(images())));
        if (random.nextInt(4) == 0) {
            repositories.add(pick(images()));
        }
        return new Entry(
                repositories,
                signers.isEmpty() ? 1 : 1 + random.nextInt(signers.size()),
                signers,
                1 + random.nextInt(2));
    }

    private static List<String> images() {
        return MergeModel.IMAGES.keySet().stream().sorted().toList();
    }

    /** Each layer has dates of its own: to repeat what an outer layer waives is another test. */
    private Waived waived(int layer) {
        return new Waived(
                pick(MergeModel.RULES.keySet().stream().sorted().toList()),
                maybe(0.5, images()),
                pick(List.of("ops", "shop", "somebody")),
                pick(List.of("2026-05-1" + layer, "2026-06-1" + layer, "2027-01-1" + layer)),
                maybe(0.4, List.of("low", "high", "critical")));
    }

    private Admitted admitted() {
        return new Admitted(
                maybe(0.4, List.of(List.of("*"), List.of("ops", "shop"), List.of("ops"))),
                maybe(0.4, List.of(List.of("*"), List.of("CVE-*"), List.of("CVE-2024-*", "no-sudo"))),
                maybe(0.4, List.of("low", "high", "critical")),
                maybe(0.4, List.of(5, 30)),
                maybe(0.4, List.of(List.of("r.example/**"), List.of("r.example/x/*", "r.example/y/a"))),
                random.nextBoolean());
    }

    private <T> List<T> list(double density, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        while (items.size() < 3 && random.nextDouble() < density) {
            items.add(item.get());
        }
        return items;
    }

    private List<String> some(int most, List<String> of) {
        return list(0.6, () -> pick(of)).stream().limit(most).distinct().toList();
    }

    private <T> Optional<T> maybe(double density, List<T> values) {
        return random.nextDouble() < density ? Optional.of(pick(values)) : Optional.empty();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
