package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The sample of a secret shows the beginning that all of its kind have, and nothing by which two of them differ. */
class ShownBeginningTest {
    private static final String MASK = "******";

    @Test
    void onlyWhatEveryValueOfTheKindBeginsWithIsShown() {
        int shown = 0;
        for (SecretRule rule : Searched.STANDARD.rules()) {
            for (String example : rule.examples()) {
                String text = new SecretTemplate(31).fill(example);
                for (FoundSecret found : Searched.file("srv/app/.env", text).found()) {
                    String beginning = found.sample()
                            .substring(0, found.sample().indexOf(MASK))
                            .replace('?', ' ');
                    boolean common = Searched.STANDARD.rules().stream()
                            .filter(other -> other.id().equals(found.rule()))
                            .flatMap(other -> other.keywords().stream())
                            .anyMatch(keyword ->
                                    keyword.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT)));
                    assertThat(common || beginning.isEmpty())
                            .as(found.rule() + " shows " + beginning)
                            .isTrue();
                    shown += beginning.isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(shown).isGreaterThan(100);
    }
}
