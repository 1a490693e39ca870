package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.PolicyNote.BaseUpgrade;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.json.RequiredKeys.AddedLater;
import io.jenkins.lib.containergate.report.json.RequiredKeys.NullAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code verdict.json}, schema version 2, key for key in this order. The records beside it are its parts. A component
 * that may be {@code null} is written as {@code null}, so every key is always there. Version 1 lacks the account of each
 * gate and the mode of the policy, and is still read.
 */
record VerdictDocument(
        int schemaVersion,
        Outcome outcome,
        String reason,
        String judgedAt,
        SubjectDocument subject,
        PolicyDocument policy,
        List<GateDocument> gates,
        List<NoteDocument> notes) {
    static final int SCHEMA_VERSION = 2;
    static final int OLDEST_SCHEMA_VERSION = 1;

    static VerdictDocument of(Verdict verdict) {
        return new VerdictDocument(
                SCHEMA_VERSION,
                verdict.outcome(),
                Bounded.text(DecisiveReason.of(verdict)),
                verdict.judgedAt().toString(),
                SubjectDocument.of(verdict.subject()),
                PolicyDocument.of(verdict.policy()),
                verdict.gates().stream().map(GateDocument::of).toList(),
                verdict.notes().stream().map(NoteDocument::of).toList());
    }

    /** @throws IllegalArgumentException when the document contradicts itself */
    Verdict verdict() throws GateException {
        List<GateResult> results = new ArrayList<>();
        for (GateDocument gate : gates) {
            requireAccount(gate);
            results.add(gate.result());
        }
        if ((policy.mode() == null) == (schemaVersion > OLDEST_SCHEMA_VERSION)) {
            throw new IllegalArgumentException("the mode of the policy is missing, or is there in schemaVersion 1");
        }
        List<PolicyNote> policyNotes = notes.stream().map(NoteDocument::note).toList();
        // earlier versions took what could not be decided for worse than what is forbidden
        Verdict verdict =
                new Verdict(subject.subject(), policy.identity(), results, policyNotes, Instant.parse(judgedAt));
        if (verdict.outcome() != outcome && !(outcome == Outcome.ERROR && verdict.outcome() == Outcome.FAIL)) {
            throw new IllegalArgumentException("outcome is " + outcome + " but its gates come to " + verdict.outcome());
        }
        return verdict;
    }

    private void requireAccount(GateDocument gate) {
        boolean keepsAccount = schemaVersion > OLDEST_SCHEMA_VERSION;
        if ((gate.account() != null) != keepsAccount) {
            throw new IllegalArgumentException("gate " + gate.gate()
                    + (keepsAccount ? " has no account" : " has an account, which schemaVersion 1 does not know"));
        }
    }

    record SubjectDocument(
            String reference,
            @NullAllowed @Nullable String digest,

            @AddedLater @NullAllowed @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String index,

            @NullAllowed @Nullable String platform,
            @NullAllowed @Nullable String note,

            @AddedLater @NullAllowed @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<LayerDocument> layers) {
        static SubjectDocument of(Subject subject) {
            return new SubjectDocument(
                    Bounded.text(subject.reference()),
                    Bounded.text(subject.digest()),
                    Bounded.text(subject.index()),
                    Bounded.text(subject.platform()),
                    Bounded.text(subject.note()),
                    subject.layers().isEmpty()
                            ? null
                            : subject.layers().stream().map(LayerDocument::of).toList());
        }

        Subject subject() throws GateException {
            return new Subject(
                    reference,
                    Optional.ofNullable(digest),
                    Optional.ofNullable(index),
                    Optional.ofNullable(platform),
                    Optional.ofNullable(note),
                    origins());
        }

        private List<LayerOrigin> origins() throws GateException {
            List<LayerOrigin> origins = new ArrayList<>();
            for (LayerDocument layer : layers == null ? List.<LayerDocument>of() : layers) {
                origins.add(new LayerOrigin(
                        Digest.parse(layer.diffId()),
                        origins.size() + 1,
                        layers.size(),
                        Optional.ofNullable(layer.instruction())));
            }
            return origins;
        }
    }

    /** @param instruction which instruction made the layer, without its text */
    record LayerDocument(
            String diffId, @NullAllowed @Nullable String instruction) {
        static LayerDocument of(LayerOrigin layer) {
            return new LayerDocument(layer.diffId().toString(), Bounded.text(layer.instruction()));
        }
    }

    record PolicyDocument(
            String digest,
            List<String> layers,
            @AddedLater @NullAllowed @Nullable String mode) {
        static PolicyDocument of(PolicyIdentity policy) {
            return new PolicyDocument(
                    policy.digest().toString(),
                    policy.layers().stream().map(Bounded::text).toList(),
                    policy.mode().map(Mode::key).orElse(null));
        }

        PolicyIdentity identity() throws GateException {
            return new PolicyIdentity(
                    Digest.parse(digest), layers, mode == null ? Optional.empty() : Optional.of(known(mode)));
        }

        private static Mode known(String key) {
            return Arrays.stream(Mode.values())
                    .filter(mode -> mode.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the policy has an unknown mode"));
        }
    }

    /** @param upgrade only where there is one */
    record NoteDocument(
            String kind,
            String text,

            @AddedLater @NullAllowed @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UpgradeDocument upgrade) {
        static NoteDocument of(PolicyNote note) {
            return new NoteDocument(
                    Bounded.text(note.kind()),
                    Bounded.text(note.text()),
                    note.upgrade().map(UpgradeDocument::of).orElse(null));
        }

        PolicyNote note() {
            return new PolicyNote(kind, text, Optional.ofNullable(upgrade).map(UpgradeDocument::upgrade));
        }
    }

    record UpgradeDocument(String reference, String digest, int removes, int of, int adds) {
        static UpgradeDocument of(BaseUpgrade upgrade) {
            return new UpgradeDocument(
                    Bounded.text(upgrade.reference()),
                    Bounded.text(upgrade.digest()),
                    upgrade.removes(),
                    upgrade.of(),
                    upgrade.adds());
        }

        BaseUpgrade upgrade() {
            return new BaseUpgrade(reference, digest, removes, of, adds);
        }
    }
}
