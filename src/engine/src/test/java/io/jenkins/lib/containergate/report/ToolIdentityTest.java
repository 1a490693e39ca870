package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolIdentityTest {
    @Test
    void theBuildWritesItsVersionIntoTheJar() {
        assertThat(ToolIdentity.ofThisBuild().version()).matches("[0-9]+\\.[0-9]+.*");
    }
}
