package io.jenkins.lib.containergate.hardening.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\u0001',
            value = {
                "a b && c || d; e | f & g # [a, b] [c] [d] [e] [f] [g]",
                "a 'b && c' \"d;e\" # [a, b && c, d;e]",
                "a\\ b c\\;d # [a b, c;d]",
                "a \"b\\\"c\" '' # [a, b\"c, ]",
                "a $(b c) d # [b, c] [a, , d]",
                "a \"$(b \"c d\")e\" # [b, c d] [a, e]",
                "a `b c` # [b, c] [a, ]",
                "(a; b) # [a] [b]",
                "a>b 2>&1 <c &>d # [a, b, 2, 1, c, d]",
                "a 'b # [a, b]",
                "a \"b # [a, b]",
                "a $(b # [b] [a, ]",
                ") a ; ) # [a]",
            })
    void scriptsAreSplitAsAShellSplitsThem(String script, String commands) {
        String found = String.join(
                " ",
                ShellLexer.commands(script.strip()).stream().map(List::toString).toList());
        assertThat(found).isEqualTo(commands.strip());
    }

    @Test
    void commentsEndAtTheLineAndLinesAreJoinedByABackslash() {
        assertThat(ShellLexer.commands("a # b; c\nd#e \\\nf\\")).containsExactly(List.of("a"), List.of("d#e", "f"));
    }

    @Test
    void commandsAreSeenThroughWrappersAssignmentsAndReservedWords() {
        assertThat(programs("if ! A=1 B=2 /usr/bin/a; then sudo -E b; else exec env C=3 c; fi"))
                .containsExactly("a", "sudo", "b", "exec", "env", "c", "fi");
        assertThat(programs("timeout 60 a; xargs -r b; bash -o errexit -c 'c; d'; sh -ec \"e\"; eval f g"))
                .contains("a", "b", "e", "f");
        assertThat(programs("bash -ec 'c; d'")).containsExactly("bash", "c", "d");
        assertThat(programs("bash -o pipefail -c 'c; d'")).containsExactly("bash", "c", "d");
        assertThat(programs("sudo -u me a; gosu me b; su me -c 'c; d'; su -c e; runuser -u me -- f; xargs -n 1 g"))
                .containsExactly("sudo", "a", "gosu", "b", "su", "c", "d", "su", "e", "runuser", "f", "xargs", "g");
        assertThat(programs("env ''; sudo; A=1; sh -c; sh")).containsExactly("env", "", "sudo", "sh", "sh");
    }

    @Test
    void nestingWithoutEndIsGivenUpNotFollowed() {
        assertThat(programs("$(".repeat(200_000) + "a")).contains("a");
        assertThat(programs("`".repeat(200_001) + "a")).contains("a");
        assertThat(programs("sudo ".repeat(200_000) + "a")).hasSize(9);
        assertThat(programs("sh -c '".repeat(50_000))).isNotEmpty();
        assertThat(programs("eval ".repeat(50_000) + "a")).hasSize(9);
        assertThat(programs("su -- ".repeat(50_000) + "a")).hasSize(9);
    }

    @Test
    void noTextMakesTheReaderFail() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "ab $()`'\"\\\n;&|<>#={}-! \u00e9";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder script = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                script.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(ShellLexer.commands(script.toString()))
                    .as("seed %d, script %s", seed, script)
                    .allSatisfy(words -> assertThat(words).isNotEmpty());
            assertThat(InstructionParser.parse("RUN |1 A=b sh -c " + script)).isInstanceOf(Instruction.Run.class);
            InstructionParser.parse("ADD " + script);
            InstructionParser.parse(script.toString());
        }
    }

    private static List<String> programs(String script) {
        return ShellScript.commands(script).stream().map(ShellCommand::program).toList();
    }
}
