package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the ledger keeps of one verdict.
 *
 * @param at when it was given
 * @param repository of the image, {@code registry.example/shop/app}; else what the verdict is on
 * @param digest of the image; empty for what is none
 * @param index that the image was chosen from: what did not pass on it did not pass on the image
 * @param gates the outcome of each gate
 * @param policy digest of the effective policy
 * @param mode of the policy: only under {@code enforce} could anything fail
 * @param waivers that were used
 * @param layers names of the layers of that policy, outermost first
 * @param decision on a deployment: what was answered and why, by whom, under what
 * @param findings on an image; empty where there was no room for them, and in lines of versions that did not keep them
 */
public record LedgerEntry(
        Instant at,
        String repository,
        Optional<Digest> digest,
        Optional<Digest> index,
        Outcome outcome,
        Map<GateName, Outcome> gates,
        Digest policy,
        List<String> layers,
        Optional<String> mode,
        List<UsedWaiver> waivers,
        Optional<String> decision,
        Attached attached,
        Optional<LedgerFindings> findings) {
    /** Of those of one time the one that did not pass comes first: nothing says which of them is the last. */
    public static final Comparator<LedgerEntry> NEWEST_FIRST =
            Comparator.comparing(LedgerEntry::at).reversed().thenComparing(entry -> entry.passed());

    private static final int MAX_DECISION = 4_000;
    private static final Pattern END = Pattern.compile(" until ([0-9]{4}-[0-9]{2}-[0-9]{2})");

    /** @param ends the last day it holds */
    public record UsedWaiver(String rule, Optional<LocalDate> ends) {}

    /**
     * What belongs to the verdict.
     *
     * @param taskDefinitions digests of those it is on ({@code TaskDefinitionDigest})
     * @param attestation digest of the referrer that attests it
     */
    public record Attached(
            List<Digest> taskDefinitions,
            Optional<Digest> attestation,
            Optional<Digest> sbom,
            Optional<String> buildUrl) {
        public Attached {
            taskDefinitions = List.copyOf(taskDefinitions);
        }

        /** Of a verdict that nothing was attached for. */
        public static Attached none() {
            return new Attached(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public LedgerEntry {
        gates = Collections.unmodifiableMap(gates.isEmpty() ? new EnumMap<>(GateName.class) : new EnumMap<>(gates));
        layers = List.copyOf(layers);
        waivers = List.copyOf(waivers);
    }

    /** Of several results of one gate, the worst counts. */
    public static LedgerEntry of(Verdict verdict, Attached attached) {
        Map<GateName, Outcome> gates = new EnumMap<>(GateName.class);
        verdict.gates().forEach(gate -> gates.merge(gate.gate(), gate.outcome(), Outcome::worse));
        return new LedgerEntry(
                verdict.judgedAt(),
                repository(verdict.subject().reference()),
                verdict.subject().digest().flatMap(LedgerEntry::digest),
                verdict.subject().index().flatMap(LedgerEntry::digest),
                verdict.outcome(),
                gates,
                verdict.policy().digest(),
                verdict.policy().layers(),
                verdict.policy().mode().map(Mode::key),
                verdict.gates().stream()
                        .flatMap(gate -> gate.findings().stream())
                        .filter(found -> found.decision() == Decision.WAIVED)
                        .map(found -> new UsedWaiver(found.finding().rule().value(), waivedUntil(found)))
                        .distinct()
                        .toList(),
                decision(verdict),
                attached,
                verdict.subject().digest().map(image -> LedgerFindings.of(verdict)));
    }

    /** The last day of the waiver; empty where a VEX statement excuses it. */
    static Optional<LocalDate> waivedUntil(DecidedFinding found) {
        return found.vex().isPresent() ? Optional.empty() : end(found.decidedBy());
    }

    /** The gate {@code admission} says why, and its note says who and under what. */
    private static Optional<String> decision(Verdict verdict) {
        List<String> notes = verdict.notes().stream()
                .filter(note -> note.kind().equals(GateName.ADMISSION.key()))
                .map(PolicyNote::text)
                .toList();
        String reason = verdict.gates().stream()
                .filter(gate -> gate.gate() == GateName.ADMISSION)
                .map(GateResult::reason)
                .collect(Collectors.joining("; "));
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(SafeText.visible(reason + "; " + String.join("; ", notes), MAX_DECISION));
    }

    /** Whether it passed under a policy under which it could have failed. */
    public boolean passed() {
        return outcome.passed() && enforced();
    }

    /** The same for one of its gates. */
    public boolean passed(GateName gate) {
        return Optional.ofNullable(gates.get(gate)).filter(Outcome::passed).isPresent() && enforced();
    }

    /** The same with nothing but gates that failed. */
    public LedgerEntry failedOnly(Set<GateName> failed) {
        Map<GateName, Outcome> left = new EnumMap<>(gates);
        left.keySet().retainAll(failed);
        return new LedgerEntry(
                at,
                repository,
                digest,
                index,
                Outcome.FAIL,
                left,
                policy,
                layers,
                mode,
                waivers,
                decision,
                attached,
                findings);
    }

    /** The same where the findings are others, or not kept. */
    LedgerEntry with(Optional<LedgerFindings> kept) {
        return new LedgerEntry(
                at, repository, digest, index, outcome, gates, policy, layers, mode, waivers, decision, attached, kept);
    }

    /** Whether anything could fail under its policy. */
    boolean enforced() {
        return mode.equals(Optional.of(Mode.ENFORCE.key()));
    }

    /** The earliest day that the decision names: its owner and its reason are free text, and may name others. */
    private static Optional<LocalDate> end(String decidedBy) {
        return END.matcher(decidedBy)
                .results()
                .map(match -> match.group(1))
                .flatMap(day -> day(day).stream())
                .min(LocalDate::compareTo);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    private static String repository(String reference) {
        try {
            return ImageReference.parse(reference).repository();
        } catch (GateException e) {
            return reference;
        }
    }
}
