package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.AccountText;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The findings page of one request: what the verdict says, or why it cannot be read. */
public final class VerdictView {
    private final Optional<Verdict> verdict;
    private final List<PolicyLine> policy;
    private final @Nullable FindingsPage findings;
    private final List<ExcerptPart> excerpts;
    private final @Nullable String problem;

    private VerdictView(
            Optional<Verdict> verdict,
            List<PolicyLine> policy,
            @Nullable FindingsPage findings,
            List<ExcerptPart> excerpts,
            @Nullable String problem) {
        this.verdict = verdict;
        this.policy = List.copyOf(policy);
        this.findings = findings;
        this.excerpts = List.copyOf(excerpts);
        this.problem = problem;
    }

    static VerdictView of(Verdict verdict, List<PolicyLine> policy, FindingsPage findings, List<ExcerptPart> excerpts) {
        return new VerdictView(Optional.of(verdict), policy, findings, excerpts, null);
    }

    static VerdictView unreadable(GateException cause) {
        return new VerdictView(Optional.empty(), List.of(), null, List.of(), cause.getMessage());
    }

    /** {@code null} exactly when there is a {@link #getProblem}. */
    public @Nullable FindingsPage getFindings() {
        return findings;
    }

    /** The task definitions by container; none for a verdict on something else. */
    public List<ExcerptPart> getExcerpts() {
        return excerpts;
    }

    /** Why the findings cannot be shown; the outcome in the build's record stands. */
    public @Nullable String getProblem() {
        return problem;
    }

    /** Names of the policy layers that were merged, outermost first. */
    public List<String> getPolicyLayers() {
        return verdict.map(v -> v.policy().layers()).orElse(List.of());
    }

    /** Every value of the policy and the layer that set it. */
    public List<PolicyLine> getPolicy() {
        return policy;
    }

    /** What an owner should know but does not fail the gate. */
    public List<String> getNotes() {
        return verdict.map(Verdict::notes).orElse(List.of()).stream()
                .map(PolicyNote::text)
                .toList();
    }

    public List<GateDetail> getGates() {
        return verdict.map(Verdict::gates).orElse(List.of()).stream()
                .map(GateDetail::new)
                .toList();
    }

    /** When it was evaluated, in ISO 8601, to the second. */
    public String getJudgedAt() {
        return verdict.map(v -> v.judgedAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    public String getSubjectNote() {
        return verdict.flatMap(v -> v.subject().note()).orElse("");
    }

    /** A gate with what only its stored result knows. */
    public static final class GateDetail {
        private static final int MAX_KINDS = 40;
        private static final int MAX_ACCOUNT = 4_000;

        private final GateResult result;

        GateDetail(GateResult result) {
            this.result = result;
        }

        public String getGate() {
            return result.gate().key();
        }

        /** Who answered: name, version, date of the data. */
        public String getSource() {
            return result.source()
                    .map(s -> s.name() + " " + s.version()
                            + s.databaseUpdatedAt().map(at -> ", " + at).orElse(""))
                    .orElse("");
        }

        /** What the gate evaluated, with numbers; empty when it evaluated nothing. */
        public String getEvaluated() {
            return AccountText.evaluated(result.account(), MAX_KINDS)
                    .map(GateDetail::shown)
                    .orElse("");
        }

        /** What the gate did not evaluate, with the reasons; empty when it left nothing out. */
        public String getNotEvaluated() {
            return AccountText.notEvaluated(result.account(), MAX_KINDS)
                    .map(GateDetail::shown)
                    .orElse("");
        }

        private static String shown(String account) {
            return SafeText.visible(account, MAX_ACCOUNT);
        }

        public String getProblem() {
            return result.error().map(e -> e.problem()).orElse("");
        }

        public String getRemedy() {
            return result.error().map(e -> e.remedy()).orElse("");
        }
    }
}
