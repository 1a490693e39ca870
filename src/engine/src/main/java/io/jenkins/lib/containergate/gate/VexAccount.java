package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocuments;

/** Which VEX documents were read, and what of them cannot state anything of an image. */
final class VexAccount {
    private static final int SHOWN = 300;

    private VexAccount() {}

    static Account of(VexDocuments documents) {
        Account account =
                Account.empty().evaluated("VEX document", documents.documents().size());
        for (VexDocument document : documents.documents()) {
            for (String unusable : document.unusable()) {
                account = account.notEvaluated(
                        "VEX statement", 1, SafeText.oneLine(document.source().place() + ": " + unusable, SHOWN));
            }
        }
        return account;
    }
}
