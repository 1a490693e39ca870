package io.jenkins.lib.containergate.secret.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitleaksRulesTest {
    private static final String ACME = """
        title = "ACME"
        [extend]
        useDefault = true
        [[rules]]
        id = "acme-badge"
        description = "ACME badge number"
        regex = '''badge[:=]\\s*([A-Z]{4}-[0-9]{6})'''
        secretGroup = 1
        entropy = 2.0
        keywords = ["badge"]
        tags = ["internal", "critical"]
        [[rules.allowlists]]
        regexes = ['''^TEST-''']
        [[allowlists]]
        targetRules = ["acme-badge"]
        paths = ['''^docs/''']
        stopwords = ["qqqq"]
        """;

    @Test
    void aRuleOfAnOrganisationFindsWhatThisProjectDoesNotKnow() throws GateException {
        List<CustomRule> rules = read(ACME);

        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(search("conf/a.txt", "badge: WXYZ-204813\n", rules)).containsExactly("acme-badge");
    }

    @ParameterizedTest
    @CsvSource({
        "conf/a.txt, badge: TEST-204813",
        "docs/a.txt, badge: WXYZ-204813",
        "conf/a.txt, badge: QQQQ-204813",
        "conf/a.txt, badge: AAAA-000000",
        "conf/a.txt, code: WXYZ-204813"
    })
    void allowListsEntropyAndKeywordsTakeOut(String path, String text) throws GateException {
        assertThat(search(path, text, read(ACME))).isEmpty();
    }

    @Test
    void aRuleWithoutKeywordsSearchesEveryText() throws GateException {
        List<CustomRule> rules = read("[[rules]]\nid = \"any\"\nregex = 'Z{3}[0-9]{5}'\n");

        assertThat(search("a.txt", "see ZZZ48201 here", rules)).containsExactly("any");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[rules]]\nid = \"a\"\nregex = '(?=x)y'\n",
                "[[rules]]\nid = \"a\"\nregex = '(a)\\1'\n",
                "[[rules]]\nid = \"a\"\nregex = 'a{2000}'\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\n[[rules.required]]\nid = \"b\"\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\nsecretgroup = 1\n",
                "[[rules]]\nid = \"a\"\nregex = '(a)b'\nsecretGroup = 2\n",
                "[[rules]]\nregex = 'a'\n",
                "[[rules]]\nid = \"a\"\n",
                "[[rules]]\nid = \"a b\"\nregex = 'a'\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\n[[rules.allowlists]]\ncommits = [\"1\"]\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\n[[rules.allowlists]]\ncondition = \"XOR\"\npaths = ['a']\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\nkeywords = \"badge\"\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\ntags = 1\n",
                "[[rules]]\nid = \"a\"\nregex = 'a'\nallowlists = \"docs\"\n",
                "[extend]\npath = \"other.toml\"\n",
                "this is = no = toml"
            })
    void whatCannotBeHonouredIsAnErrorThatNamesThePlace(String toml) {
        assertThatThrownBy(() -> read(toml)).isInstanceOf(GateException.class).hasMessageContaining("rules.toml");
    }

    @Test
    void aRuleOnAPathAloneFindsTheFile() throws GateException {
        List<CustomRule> rules = read(
                "[[rules]]\nid = \"store\"\npath = '(?i)\\.p12$'\n" + "[[rules.allowlists]]\npaths = ['^docs/']\n");

        assertThat(search("conf/a.P12", "anything", rules)).containsExactly("store");
        assertThat(search("conf/a.txt", "anything", rules)).isEmpty();
        assertThat(search("docs/a.p12", "anything", rules)).isEmpty();
    }

    @Test
    void aRuleMayBeCalledAsOneOfThisProject() throws GateException {
        List<CustomRule> rules = read("[[rules]]\nid = \"generic-password\"\nregex = 'badge:[0-9]{6}'\n");

        assertThat(search("conf/a.txt", "badge:204813\n", rules)).containsExactly("generic-password");
        assertThatThrownBy(() -> Searched.STANDARD.with(rules).with(rules)).hasMessageContaining("generic-password");
    }

    @Test
    void aFileBeyondTheLimitIsNotRead() {
        assertThatThrownBy(() -> read("#".repeat(GitleaksRules.MAX_BYTES + 1))).isInstanceOf(GateException.class);
    }

    private static List<CustomRule> read(String toml) throws GateException {
        return GitleaksRules.read("rules.toml", toml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> search(String path, String text, List<CustomRule> rules) {
        return Searched.file(
                        path,
                        text.getBytes(StandardCharsets.UTF_8),
                        Searched.STANDARD.with(rules),
                        new ScanOptions(Redaction.withoutKey(), false))
                .rules();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:(?:x{1000}){1000}){1000}",
                "((x{100}){100}){100}",
                "(?P<name>(?:a{1,30}){1,30}){1,30}",
                "[x{1}](?i)(?i:[^]()]{90}){90}",
                "\\Q(\\E\\p{Greek}{1000}\\x{41}{1000}(a|b{900}){900}",
                "x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}"
            })
    void aRegexThatGrowsWhenItIsWrittenOutIsRefusedBeforeItTakesAllMemory(String regex) {
        assertThatThrownBy(() -> read("[[rules]]\nid = \"own\"\nregex = \'\'\'" + regex + "\'\'\'"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("rule own")
                .hasMessageContaining("longer than 5000 steps with its counted repetitions written out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a*)*b",
                "(x+x+)+y",
                "[a-z0-9]{1000}",
                "(?:[a-z]{0,40}[.-]){0,50}",
                "\\{1000}{4}",
                "[{]1000}{1000}",
                "a{,9}|\\Qx{1000}{1000}\\E"
            })
    void aRegexThatIsSlowElsewhereIsTaken(String regex) throws GateException {
        assertThat(read("[[rules]]\nid = \"own\"\nregex = \'\'\'" + regex + "\'\'\'"))
                .hasSize(1);
    }
}
