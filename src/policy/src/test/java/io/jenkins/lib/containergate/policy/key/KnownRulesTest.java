package io.jenkins.lib.containergate.policy.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownRulesTest {
    private static final List<RuleProvider> SAMPLES = ServiceLoader.load(RuleProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Test
    void theRulesOfASectionAreMadeWhenOneOfItIsLookedForAndOnce() {
        AtomicInteger made = new AtomicInteger();
        KnownRules rules = KnownRules.of(SAMPLES.stream()
                .<RuleProvider>map(sample -> new Counted(sample, made))
                .toList());

        assertThat(made).hasValue(0);
        assertThat(rules.names("hardening")).isNotEmpty().isEqualTo(rules.names("hardening"));
        assertThat(made).hasValue(1);
        assertThat(rules.names()).containsAll(rules.names("hardening")).containsAll(rules.names("taskDefinition"));
        assertThat(made).hasValue(SAMPLES.size());
    }

    @Test
    void aSectionWithoutRulesIsAFaultOfThePackageAndNotAnEmptyProfile() {
        List<RuleProvider> without = SAMPLES.stream()
                .filter(sample -> !sample.section().equals("hardening"))
                .toList();
        assertThatThrownBy(() -> KnownRules.of(without))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no rules of the section hardening");

        KnownRules empty = KnownRules.of(Stream.concat(without.stream(), Stream.<RuleProvider>of(new Empty()))
                .toList());
        assertThatThrownBy(() -> empty.names("hardening"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no rules of the section hardening");
    }

    private record Counted(RuleProvider sample, AtomicInteger made) implements RuleProvider {
        @Override
        public String section() {
            return sample.section();
        }

        @Override
        public List<RuleMetadata> rules() {
            made.incrementAndGet();
            return sample.rules();
        }
    }

    private record Empty() implements RuleProvider {
        @Override
        public String section() {
            return "hardening";
        }

        @Override
        public List<RuleMetadata> rules() {
            return List.of();
        }
    }
}
