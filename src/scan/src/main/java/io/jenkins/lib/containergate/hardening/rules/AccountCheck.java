package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedAccountFile;
import java.util.List;

/**
 * One account database under a rule that asks about all its entries; an unreadable one is reported as undecided.
 *
 * @param <E> its entries
 */
final class AccountCheck<E> {
    private final PlacedAccountFile<E> placed;
    private final HardeningFindings findings;

    AccountCheck(PlacedAccountFile<E> placed, HardeningFindings findings) {
        this.placed = placed;
        this.findings = findings;
        if (placed.file() instanceof AccountFile.Unreadable<E> unreadable) {
            findings.undecided(
                    placed.location(),
                    placed.path() + " " + unreadable.reason(),
                    "make " + placed.path() + " a plain, small file of the image");
        }
    }

    boolean absent() {
        return placed.file() instanceof AccountFile.Absent;
    }

    List<E> entries() {
        return placed.file() instanceof AccountFile.Entries<E> read ? read.entries() : List.of();
    }

    void broken(int line, String subject, String actual) {
        findings.broken(placed.line(line), subject, actual);
    }
}
