package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.NamedFileRule;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
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
}
