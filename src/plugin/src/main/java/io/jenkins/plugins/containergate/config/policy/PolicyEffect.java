package io.jenkins.plugins.containergate.config.policy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.document.PolicyParser.ParsedPolicy;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.BuiltInPolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyExplanation;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a text means as a policy, while it is written: what is wrong with it, or what would be in force. */
public final class PolicyEffect {
    private static final String ORGANISATION = "org";
    private static final String FOLDER = "folder";
    private static final int MOST_PROBLEMS = 20;

    private final Clock clock;

    PolicyEffect(Clock clock) {
        this.clock = clock;
    }

    /**
     * What there is to say of a text.
     *
     * @param problems in the order of the lines; empty when it is a policy
     * @param lines what is in force with it, and the keys that are trusted; empty when it is not a policy
     */
    record Result(List<String> problems, List<Line> lines) {}

    /**
     * One value that is in force.
     *
     * @param source the line of the text, or who else says so
     */
    record Line(String key, String value, String source) {}

    /** One key of a policy. A class, for the form to read. */
    public static final class Key {
        private final String path;
        private final String absent;

        Key(String path, String absent) {
            this.path = path;
            this.absent = absent;
        }

        /** {@code vulnerabilities.max.critical}. */
        public String getPath() {
            return path;
        }

        /** What it means when the organisation's policy does not have it. */
        public String getAbsent() {
            return absent;
        }
    }

    /** Every key, in the order of the documentation. */
    static List<Key> keys() {
        return PolicyKeys.all().stream()
                .map(key -> new Key(key.path(), absent(key)))
                .toList();
    }

    private static <T> String absent(PolicyKey<T> key) {
        Optional<String> byDefault = key.byDefault().map(key.format()::text);
        Optional<String> bySilence = key.bySilence().map(key.format()::text);
        String value = byDefault.orElseGet(Messages::PolicyEffect_notSet);
        return bySilence.equals(byDefault)
                ? value
                : Messages.PolicyEffect_noSection(
                        value, key.section(), bySilence.orElseGet(Messages::PolicyEffect_notSet));
    }

    Result ofOrganisation(PolicySettings settings) {
        return of(ORGANISATION, List.of(), settings);
    }

    /** @param organisation as it is saved; without one, the built-in policy is below every folder */
    Result ofFolder(@Nullable PolicySettings organisation, PolicySettings settings) {
        try {
            PolicyDocument floor = organisation == null
                    ? BuiltInPolicy.withoutWaivers()
                    : organisation.document(ORGANISATION, ORGANISATION);
            return of(FOLDER, List.of(floor), settings);
        } catch (GateException e) {
            return new Result(List.of(JenkinsWords.of(e.getMessage())), List.of());
        }
    }

    private Result of(String layer, List<PolicyDocument> outer, PolicySettings settings) {
        ParsedPolicy parsed = PolicyParser.check(layer, layer, settings.getYaml());
        if (parsed.document().isEmpty()) {
            return new Result(
                    parsed.problems().stream()
                            .limit(MOST_PROBLEMS)
                            .map(problem -> Messages.PolicyEffect_line(String.valueOf(problem.line()), problem.text()))
                            .toList(),
                    List.of());
        }
        List<PolicyDocument> layers = new ArrayList<>(outer);
        layers.add(parsed.document().get());
        try {
            List<Line> lines = new ArrayList<>();
            PolicyMerge.merge(layers, clock)
                    .explain()
                    .lines()
                    .forEach(line -> lines.add(new Line(line.key(), line.value(), source(line, layer))));
            SignerFacts signers = new SignerFacts(clock, parsed.document().get());
            lines.addAll(signers.lines());
            return new Result(signers.problems(), lines);
        } catch (GateException e) {
            return new Result(List.of(JenkinsWords.of(e.getMessage())), List.of());
        }
    }

    private static String source(PolicyExplanation.Line line, String layer) {
        return line.decidedBy().equals(layer)
                ? Messages.PolicyEffect_from(line.place().substring(line.place().lastIndexOf(':') + 1))
                : line.decidedBy();
    }
}
