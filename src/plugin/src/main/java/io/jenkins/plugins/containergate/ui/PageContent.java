package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;

/**
 * What the page of a verdict shows of it.
 *
 * @param rows all findings, in the order of the verdict
 */
record PageContent(VerdictHead head, List<FindingRow> rows) {
    PageContent {
        rows = List.copyOf(rows);
    }

    static PageContent of(Verdict verdict) {
        return new PageContent(VerdictHead.of(verdict), FindingRow.all(verdict));
    }
}
