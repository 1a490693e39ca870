package io.jenkins.lib.containergate.hardening.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.history.Instruction.Add;
import io.jenkins.lib.containergate.hardening.history.Instruction.AddSource;
import io.jenkins.lib.containergate.hardening.history.Instruction.Other;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import io.jenkins.lib.containergate.hardening.history.Instruction.Unrecognized;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN /bin/sh -c make -j x # buildkit",
                "RUN |2 A=1 B=two words /bin/sh -c make -j x # buildkit",
                "RUN /bin/bash -o pipefail -c make -j x # buildkit",
                "RUN /bin/bash -euxo pipefail -c make -j x # buildkit",
                "RUN make -j x # buildkit",
                "RUN make -j x",
                "RUN sh -c \"make -j x\"",
                "RUN |1 A=b make -j x # buildkit",
                "/bin/sh -c make -j x",
                "|1 A=b /bin/sh -c make -j x",
                "/bin/ash -eo pipefail -c make -j x"
            })
    void everyFormOfRunGivesTheSameCommand(String createdBy) {
        Instruction instruction = InstructionParser.parse(createdBy);
        assertThat(instruction).isInstanceOf(Run.class);
        assertThat(((Run) instruction).commands()).contains(new ShellCommand("make", List.of("-j", "x")));
    }

    @Test
    void addIsReadInEveryForm() {
        assertThat(InstructionParser.parse("/bin/sh -c #(nop) ADD file:0a in / "))
                .isEqualTo(new Add(List.of(new AddSource.Local()), "/"));
        assertThat(InstructionParser.parse("ADD --chown=1:1 a b /c/ # buildkit"))
                .isEqualTo(new Add(List.of(new AddSource.Local(), new AddSource.Local()), "/c/"));
        assertThat(InstructionParser.parse("ADD HTTPS://u:p@h:1/x?y /c # buildkit"))
                .isEqualTo(new Add(List.of(new AddSource.Remote("HTTPS://h:1")), "/c"));
        assertThat(InstructionParser.parse("ADD")).isEqualTo(new Add(List.of(), ""));
    }

    @Test
    void otherInstructionsAreKnownByTheirKeyword() {
        assertThat(InstructionParser.parse("/bin/sh -c #(nop)  CMD [\"bash\"]")).isEqualTo(new Other("CMD"));
        assertThat(InstructionParser.parse("COPY ADD RUN /x # buildkit")).isEqualTo(new Other("COPY"));
        assertThat(InstructionParser.parse("WORKDIR /app")).isEqualTo(new Other("WORKDIR"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bazel build //cc:base",
                "# debian.sh --arch 'amd64' out/ 'bookworm' '@1700000000'",
                "/bin/sh -c #(nop) whatever",
                "add x y",
                "/bin/shell -c make",
                "sh script.sh"
            })
    void whatNoDockerfileBuilderWritesIsUnrecognized(String createdBy) {
        assertThat(InstructionParser.parse(createdBy)).isEqualTo(new Unrecognized());
    }

    @Test
    void aHugeInstructionIsReadInOnePass() {
        assertThat(InstructionParser.parse("RUN |1 A=" + " sh -a".repeat(500_000) + " -c make"))
                .isEqualTo(new Run(List.of(new ShellCommand("make", List.of()))));
        assertThat(InstructionParser.parse("ADD " + "a ".repeat(500_000) + "/x"))
                .isInstanceOf(Add.class);
        assertThat(InstructionParser.parse("x".repeat(4_000_000))).isEqualTo(new Unrecognized());
    }
}
