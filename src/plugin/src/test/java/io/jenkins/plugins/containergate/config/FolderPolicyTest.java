package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A policy covers a folder in whichever case it is written, so it goes with that folder, too. */
class FolderPolicyTest {
    private final FolderPolicy policy = new FolderPolicy("Teams/Payments", new PolicySettings("version: 1\n"));

    @Test
    void goesWithItsFolder() {
        assertThat(after(policy, "Teams/Payments", "Teams/Shop")).containsExactly("Teams/Shop");
    }

    @Test
    void goesWithAFolderAroundIt() {
        assertThat(after(policy, "Teams", "crews")).containsExactly("crews/Payments");
    }

    @Test
    void staysWhenAnotherFolderGoes() {
        assertThat(policy.after("Team", "crews")).containsExactly(policy);
        assertThat(policy.after("Teams/Payments/web", "Teams/Payments/shop")).containsExactly(policy);
    }

    /** On a case-sensitive file system, Teams and teams are two folders, and it covers both. */
    @Test
    void goesWithAFolderInAnotherCaseAndStaysWithThatOfItsOwn() {
        assertThat(after(policy, "teams/payments", "teams/shop")).containsExactly("Teams/Payments", "teams/shop");
        assertThat(after(policy, "teams", "crews")).containsExactly("Teams/Payments", "crews/Payments");
    }

    /** Two for one folder would be refused when somebody saves the configuration. */
    @Test
    void isThereOnceWhenOnlyTheCaseOfAnotherNameChanges() {
        assertThat(after(policy, "teams", "TEAMS")).containsExactly("TEAMS/Payments");
    }

    /** Lower case of a whole name can have more characters than the name: that of the Turkish capital I with a dot has two. */
    @Test
    void whatItCoversIsWhatItGoesWithInEveryAlphabet() {
        for (String name : List.of(
                "\u0130stanbul",
                "\u0131stanbul",
                "ISTANBUL",
                "Stra\u00dfe",
                "STRA\u1e9eE",
                "\u212aelvin",
                "\ud801\udc00")) {
            for (String other :
                    List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), "istanbul")) {
                FolderPolicy here = new FolderPolicy(name + "/Payments", new PolicySettings("version: 1\n"));
                boolean covered = here.covers(other + "/payments/web");
                assertThat(after(here, other, "moved").contains("moved/Payments"))
                        .as(name + " after " + other + " moved")
                        .isEqualTo(covered);
            }
        }
        assertThat(new FolderPolicy("\u0130stanbul", new PolicySettings("version: 1\n")).covers("istanbul/web"))
                .isTrue();
    }

    private static List<String> after(FolderPolicy policy, String oldFullName, String newFullName) {
        return policy.after(oldFullName, newFullName)
                .map(FolderPolicy::getFolder)
                .toList();
    }
}
