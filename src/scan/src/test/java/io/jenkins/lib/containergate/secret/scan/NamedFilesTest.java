package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.NamedFileRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are credentials by their names. */
class NamedFilesTest {
    @Test
    void everyExampleIsFoundAndOnlyInAFileOfThatName() {
        for (NamedFileRule rule : Searched.STANDARD.namedFileRules()) {
            for (String example : rule.examples()) {
                int colon = example.indexOf(':');
                String text = new SecretTemplate(7).fill(example.substring(colon + 1)) + "\n";
                assertThat(Searched.file("srv/app/" + example.substring(0, colon), text)
                                .rules())
                        .as(example)
                        .contains(rule.id().value());
                assertThat(Searched.file("srv/app/other.conf", text).rules())
                        .doesNotContain(rule.id().value());
            }
        }
    }

    @Test
    void eachLineIsAFindingOfItsOwn() {
        String text = new SecretTemplate(7).fill("# comment\ndb:6432:a:b:{password}\n*:*:*:c:{password}\n");
        assertThat(Searched.file("root/.pgpass", text).found())
                .extracting(FoundSecret::line)
                .containsExactly(2, 3);
    }

    @Test
    void linesFarFromTheBeginningAreFoundToo() {
        String text = "# comment\n".repeat(30_000) + new SecretTemplate(7).fill("db:6432:a:b:{password}\n");

        assertThat(Searched.file("root/.pgpass", text).rules()).containsExactly("pgpass-password");
    }

    @Test
    void whatIsNotLookedAtOfALongFileIsUndecided() {
        String text = "# comment\n".repeat(900_000) + new SecretTemplate(7).fill("db:6432:a:b:{password}\n");

        assertThat(Searched.file("root/.pgpass", text).unsearched())
                .extracting(place -> place.reason().rule())
                .containsExactly("secret-search-incomplete");
        assertThat(Searched.file("srv/token", text).unsearched()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ".pgpass, db:6432:a:b:*",
        ".pgpass, #db:6432:a:b:abc",
        "master.key, not a key",
        "db_password, see the wiki",
        "db_password, changeme",
        "reset_password, resetPasswordTemplate",
        "token.txt, ${TOKEN}"
    })
    void aFileWithoutOneIsNone(String name, String text) {
        assertThat(Searched.file("srv/app/" + name, text + "\n").rules()).isEmpty();
    }

    @Test
    void aHashOfAPasswordIsFoundInFilesOfPasswords() {
        String line = new SecretTemplate(7).fill("root:$6${alnum:16}${alnum:86}:19000:0:99999:7:::\n");
        assertThat(Searched.file("etc/shadow", line).rules()).containsExactly("password-hash");
        assertThat(Searched.file("etc/shadow", "root:*:19000:0:99999:7:::\nx:!:1::::::\n")
                        .rules())
                .isEmpty();
    }

    /** Patterns that ignore case take U+017F for an s and U+212A for a k. */
    @Test
    void aNameOfOtherLettersThatThePatternTakesForTheSameIsNoWayAroundIt() {
        String text = new SecretTemplate(7).fill("{password}\n");
        assertThat(Searched.file("srv/app/db_paSSword", text).rules()).isNotEmpty();
        assertThat(Searched.file("srv/app/db_pa\u017fsword", text).rules()).isNotEmpty();
        assertThat(Searched.file("srv/app/to\u212aen", text).rules()).isNotEmpty();
    }

    @Test
    void theSameHoldsForThePathsOfAnOrganisationsRules() {
        CustomRule rule = new CustomRule(
                new RuleId("ours"),
                "ours",
                Severity.HIGH,
                Optional.of(Pattern.compile("OURS-[0-9]{6}")),
                0,
                0,
                Optional.of(Pattern.compile("(?i)secret")),
                List.of(),
                List.of());
        SecretCatalogue catalogue = new SecretCatalogue(List.of(), List.of(rule));
        for (String path : List.of("my-secret.txt", "my-SECRET.txt", "my-\u017fecret.txt")) {
            assertThat(Searched.file(
                                    path,
                                    "OURS-123456\n".getBytes(StandardCharsets.UTF_8),
                                    catalogue,
                                    new ScanOptions(Redaction.withoutKey(), false))
                            .rules())
                    .as(path)
                    .containsExactly("ours");
        }
    }
}
