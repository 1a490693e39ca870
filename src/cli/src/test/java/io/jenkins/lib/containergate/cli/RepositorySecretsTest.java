package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** This repository passes the gate that it is about; only what git tracks counts. */
class RepositorySecretsTest {

    @Test
    void theRepositoryHoldsNoSecret() {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        assumeTrue(Files.exists(root.resolve(".git")), "git knows what belongs to the repository");
        Gate secrets = Gate.run("secrets", root);
        assertThat(secrets.exit()).as(secrets.out()).isEqualTo(ExitCode.PASSED);
    }
}
