package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocuments;
import java.util.List;

/** Which VEX documents were read, and what of them cannot state anything of an image. */
final class VexAccount {
    private static final String KIND = "VEX statement";
    private static final int SHOWN = 300;
    /** More reasons would hide the rest of the account. */
    private static final int NAMED = 20;

    private VexAccount() {}

    static Account of(VexDocuments documents) {
        Account account =
                Account.empty().evaluated("VEX document", documents.documents().size());
        List<String> unusable = documents.documents().stream()
                .flatMap(document -> document.unusable().stream()
                        .map(why -> SafeText.oneLine(document.source().place() + ": " + why, SHOWN)))
                .toList();
        for (String why : unusable.subList(0, Math.min(NAMED, unusable.size()))) {
            account = account.notEvaluated(KIND, 1, why);
        }
        account = account.notEvaluated(KIND, Math.max(0, unusable.size() - NAMED), "for reasons like these");
        return account;
    }
}
