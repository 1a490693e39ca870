package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.ui.VerdictHead.GateDetail;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The findings page of one request: what the verdict says, or why it cannot be read. */
public final class VerdictView {
    private final Optional<VerdictHead> head;
    private final List<PolicyLine> policy;
    private final @Nullable FindingsPage findings;
    private final List<ExcerptPart> excerpts;
    private final @Nullable String problem;

    private VerdictView(
            Optional<VerdictHead> head,
            List<PolicyLine> policy,
            @Nullable FindingsPage findings,
            List<ExcerptPart> excerpts,
            @Nullable String problem) {
        this.head = head;
        this.policy = List.copyOf(policy);
        this.findings = findings;
        this.excerpts = List.copyOf(excerpts);
        this.problem = problem;
    }

    static VerdictView of(
            VerdictHead head, List<PolicyLine> policy, FindingsPage findings, List<ExcerptPart> excerpts) {
        return new VerdictView(Optional.of(head), policy, findings, excerpts, null);
    }

    static VerdictView unreadable(GateException cause) {
        return new VerdictView(Optional.empty(), List.of(), null, List.of(), JenkinsWords.of(cause.getMessage()));
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
        return list(VerdictHead::policyLayers);
    }

    /** Every value of the policy and the layer that set it. */
    public List<PolicyLine> getPolicy() {
        return policy;
    }

    /** What an owner should know but does not fail the gate. */
    public List<String> getNotes() {
        return list(VerdictHead::notes);
    }

    /** How the verdict was reached, a sentence each. */
    public List<String> getFacts() {
        return list(VerdictHead::facts);
    }

    public List<GateDetail> getGates() {
        return list(VerdictHead::gates);
    }

    private <T> List<T> list(Function<VerdictHead, List<T>> part) {
        return head.map(part).orElse(List.of());
    }

    /** When it was evaluated, in ISO 8601, to the second. */
    public String getJudgedAt() {
        return head.map(VerdictHead::judgedAt).orElse("");
    }

    public String getSubjectNote() {
        return head.map(VerdictHead::subjectNote).orElse("");
    }
}
