package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.io.xml.DomDriver;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A verdict in a {@code build.xml} that another version of the plugin wrote, or that was edited. */
class StoredVerdictTest {
    private static final String STORED =
            xstream().toXML(new VerdictAction(1, Verdicts.passing(), Optional.of("registry.example.org/shop/app")));

    @Test
    void whatIsWholeIsReadAsItIs() {
        assertThat(read(STORED).getOutcome()).isEqualTo("PASS");
        assertThat(xstream().toXML(read(STORED))).isEqualTo(STORED);
    }

    @ParameterizedTest
    @CsvSource({
        "<outcome>PASS</outcome>, <outcome>EXCUSED</outcome>",
        "<outcome>PASS</outcome>, <outcome>pass</outcome>",
        "<outcome>PASS</outcome>, ''"
    })
    void anOutcomeThatIsNotKnownIsAnError(String stored, String edited) {
        isAnError(STORED.replace(stored, edited));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome", "reference", "policyDigest", "gates", "gate", "reason", "counts"})
    void whatIsMissingIsNoPass(String element) {
        String edited = STORED.replaceAll("(?s)<" + element + ">.*?</" + element + ">", "");
        assertThat(edited).isNotEqualTo(STORED);

        isAnError(edited);
    }

    private static void isAnError(String stored) {
        VerdictAction verdict = read(stored);

        assertThat(verdict.getOutcome()).isEqualTo("ERROR");
        assertThat(verdict.isPassed()).isFalse();
        assertThat(verdict.getReference()).isNotNull();
        assertThat(verdict.getPolicyDigest()).isNotNull();
        assertThat(verdict.getTitle()).isNotEmpty();
        assertThat(verdict.getReason()).isNotEmpty();
        assertThat(verdict.getCounts().getTotal()).isNotNegative();
    }

    private static VerdictAction read(String stored) {
        return (VerdictAction) xstream().fromXML(stored);
    }

    private static XStream xstream() {
        XStream xstream = new XStream(new DomDriver());
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.containergate.**"});
        return xstream;
    }
}
