package io.jenkins.lib.containergate.policy.vex;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.WaiverRule.WaiverCeiling;
import io.jenkins.lib.containergate.policy.signer.Signer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whose VEX statements count, and for what.
 *
 * @param from how the document has to come to the gate
 * @param signers for attestations, by name: one of them must have signed the document
 * @param repositories patterns over the addresses of VEX repositories, for repositories only
 * @param authors patterns over the author that the document names
 * @param rules patterns over vulnerability ids
 * @param images patterns over references of images in a registry
 * @param justifications that are accepted; empty for any, and then an impact statement is enough
 * @param maxSeverity the worst severity that a statement can excuse; empty for any
 * @param maxAge how long ago a statement may have been made; empty for any time
 */
public record VexTrust(
        VexStatement.Origin from,
        List<Signer> signers,
        List<Glob> repositories,
        List<Glob> authors,
        List<Glob> rules,
        List<Glob> images,
        List<String> justifications,
        Optional<Severity> maxSeverity,
        Optional<Duration> maxAge) {
    static final List<Glob> ANY_TEXT = List.of(Glob.overText("*"));
    static final List<Glob> ANY_PATH = List.of(Glob.overPath("**"));

    public VexTrust {
        signers = signers.stream().sorted(Comparator.comparing(Signer::name)).toList();
        repositories = sorted(repositories);
        authors = sorted(authors);
        rules = sorted(rules);
        images = sorted(images);
        justifications = justifications.stream().distinct().sorted().toList();
    }

    private static List<Glob> sorted(List<Glob> globs) {
        return globs.stream()
                .distinct()
                .sorted(Comparator.comparing(Glob::toString))
                .toList();
    }

    /**
     * Whether the statement comes from someone this entry trusts: then it counts when it says that the product is affected.
     *
     * @param image whether the image has a name that a pattern matches
     */
    public boolean hears(VexStatement statement, Predicate<Glob> image) {
        VexStatement.Source source = statement.source();
        boolean signed = from != VexStatement.Origin.ATTESTATIONS
                || signers.stream().anyMatch(signer -> source.signer().equals(Optional.of(signer.name())));
        return source.origin() == from
                && signed
                && (from != VexStatement.Origin.REPOSITORY
                        || repositories.stream().anyMatch(repository -> repository.matches(source.repository())))
                && authors.stream().anyMatch(author -> author.matches(source.author()))
                && (images.equals(ANY_PATH) || images.stream().anyMatch(image));
    }

    /** Why a statement that it hears does not excuse the finding; empty when it does. */
    public Optional<String> objection(VexStatement statement, Finding finding, Clock clock) {
        if (!statement.status().excuses()) {
            return Optional.of("its status " + statement.status().key() + " excuses nothing");
        }
        if (!statement.complete()) {
            return Optional.of("not_affected without a justification or an impact statement");
        }
        boolean justified = justifications.isEmpty()
                || statement.status() != VexStatement.Status.NOT_AFFECTED
                || statement.justification().filter(justifications::contains).isPresent();
        if (!justified) {
            return Optional.of("its justification is none of " + justifications);
        }
        if (rules.stream().noneMatch(rule -> names(rule, finding))) {
            return Optional.of("the vulnerability lies outside " + rules);
        }
        if (maxSeverity
                .filter(most -> !WaiverCeiling.admits(most, finding.severity()))
                .isPresent()) {
            return Optional.of("the severity is above " + maxSeverity.get().key());
        }
        return tooOld(statement, clock);
    }

    private static boolean names(Glob rule, Finding finding) {
        return rule.matches(finding.rule().value())
                || finding instanceof VulnerabilityFinding vulnerability
                        && vulnerability.aliases().stream().anyMatch(alias -> rule.matches(alias.value()));
    }

    private Optional<String> tooOld(VexStatement statement, Clock clock) {
        if (statement.at().filter(at -> ClockSkew.SERVER.inFuture(at, clock)).isPresent()) {
            return Optional.of("its time is in the future");
        }
        Instant now = clock.instant();
        return maxAge.filter(
                        most -> statement.at().isEmpty() || statement.at().get().isBefore(now.minus(most)))
                .map(most -> "it is older than maxAge, or has no time");
    }

    /** Hears the same statements and lets them excuse no more than the other entry does. */
    public boolean within(VexTrust outer) {
        return hearsAs(outer)
                && rules.stream().allMatch(rule -> outer.rules.stream().anyMatch(pattern -> pattern.covers(rule)))
                && (outer.justifications.isEmpty()
                        || !justifications.isEmpty() && outer.justifications.containsAll(justifications))
                && (outer.maxSeverity.isEmpty()
                        || maxSeverity
                                .filter(most -> WaiverCeiling.admits(outer.maxSeverity.get(), most))
                                .isPresent())
                && (outer.maxAge.isEmpty()
                        || maxAge.filter(most -> most.compareTo(outer.maxAge.get()) <= 0)
                                .isPresent());
    }

    /** Hears the same statements. */
    boolean hearsAs(VexTrust other) {
        return from == other.from
                && signers.equals(other.signers)
                && repositories.equals(other.repositories)
                && authors.equals(other.authors)
                && images.equals(other.images);
    }
}
