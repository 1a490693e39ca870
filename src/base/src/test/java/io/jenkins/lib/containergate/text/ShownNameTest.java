package io.jenkins.lib.containergate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hihg",
                "mod",
                "onErorr",
                "vulnerabilites",
                "inlineComments",
                "CVE-2024-12345",
                "no-sudo",
                "cis-docker-2",
                "hardening.rules",
                "FAIL",
                "Dockle/CIS-DI-0001",
                "ipv4"
            })
    void whatLooksLikeANameIsShown(String name) {
        assertThat(ShownName.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sommer2024!",
                "dtjJJ20tKE70yycOm6PC",
                "AKIAIOSFODNN7EXAMPLE",
                "4f3a9b0c11d2",
                "correcthorsebatterystaple",
                "QkRoYkhsSmFk",
                "hunter22",
                "12345678",
                "name\nname",
                "name\u202Ename",
                "näme"
            })
    void whatMayBeASecretOrHideInALogIsNot(String text) {
        assertThat(ShownName.of(text))
                .isEqualTo("(" + text.length() + " characters, not shown because they look like no name)");
    }
}
