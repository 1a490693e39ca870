package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.finding.Account;
import java.util.List;

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
