package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.json.RequiredKeys.AddedLater;
import io.jenkins.lib.containergate.report.json.RequiredKeys.NullAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param counts findings by severity, all levels, whatever was decided on them
 * @param account {@code null} in files of schema version 1, which lack it
 */
record GateDocument(
        String gate,
        Outcome outcome,
        String reason,
        Map<Severity, Integer> counts,
        @NullAllowed @Nullable SourceDocument source,
        @NullAllowed @Nullable ErrorDocument error,
        @AddedLater @NullAllowed @Nullable AccountDocument account,
        List<FindingDocument> findings) {

    static GateDocument of(GateResult result) {
        return new GateDocument(
                result.gate().key(),
                result.outcome(),
                Bounded.text(result.reason()),
                result.counts(),
                result.source().map(SourceDocument::of).orElse(null),
                result.error().map(ErrorDocument::of).orElse(null),
                AccountDocument.of(result.account()),
                result.findings().stream().map(FindingDocument::of).toList());
    }

    GateResult result() throws GateException {
        List<DecidedFinding> decided = new ArrayList<>(findings.size());
        for (FindingDocument finding : findings) {
            decided.add(finding.decided());
        }
        GateResult result = new GateResult(
                name(),
                outcome,
                reason,
                Optional.ofNullable(source).map(SourceDocument::info),
                Optional.ofNullable(error).map(ErrorDocument::error),
                decided,
                account == null ? Account.empty() : account.account());
        if (!result.counts().equals(counts)) {
            throw new IllegalArgumentException("the counts of gate " + gate + " are not those of its findings");
        }
        if (outcome.passed() && decided.stream().anyMatch(finding -> finding.decision() == Decision.BLOCKED)) {
            throw new IllegalArgumentException("gate " + gate + " passed although a finding is BLOCKED");
        }
        return result;
    }

    private GateName name() {
        return GateName.ofKey(gate).orElseThrow(() -> new IllegalArgumentException("unknown gate '" + gate + "'"));
    }

    record SourceDocument(
            String name,
            String version,
            @NullAllowed @Nullable String databaseUpdatedAt) {
        static SourceDocument of(SourceInfo source) {
            return new SourceDocument(
                    Bounded.text(source.name()),
                    Bounded.text(source.version()),
                    source.databaseUpdatedAt().map(Instant::toString).orElse(null));
        }

        SourceInfo info() {
            return new SourceInfo(
                    name, version, Optional.ofNullable(databaseUpdatedAt).map(Instant::parse));
        }
    }

    record ErrorDocument(String problem, String remedy) {
        static ErrorDocument of(GateError error) {
            return new ErrorDocument(Bounded.text(error.problem()), Bounded.text(error.remedy()));
        }

        GateError error() {
            return new GateError(problem, remedy);
        }
    }

    /** What a gate evaluated and what it did not. */
    record AccountDocument(List<EvaluatedDocument> evaluated, List<NotEvaluatedDocument> notEvaluated) {
        static AccountDocument of(Account account) {
            return new AccountDocument(
                    account.evaluated().stream()
                            .limit(Bounded.MAX_LIST)
                            .map(entry -> new EvaluatedDocument(Bounded.text(entry.kind()), entry.count()))
                            .toList(),
                    account.notEvaluated().stream()
                            .limit(Bounded.MAX_LIST)
                            .map(entry -> new NotEvaluatedDocument(
                                    Bounded.text(entry.kind()), entry.count(), Bounded.text(entry.reason())))
                            .toList());
        }

        Account account() {
            return new Account(
                    evaluated.stream()
                            .map(entry -> new Account.Evaluated(entry.kind(), entry.count()))
                            .toList(),
                    notEvaluated.stream()
                            .map(entry -> new Account.NotEvaluated(entry.kind(), entry.count(), entry.reason()))
                            .toList());
        }

        record EvaluatedDocument(String kind, int count) {}

        record NotEvaluatedDocument(String kind, int count, String reason) {}
    }
}
