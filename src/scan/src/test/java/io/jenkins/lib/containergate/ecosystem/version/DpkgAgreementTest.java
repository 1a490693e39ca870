package io.jenkins.lib.containergate.ecosystem.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the real {@code dpkg --compare-versions}, where there is one. */
class DpkgAgreementTest {
    private static final Path DPKG = Path.of("/usr/bin/dpkg");
    private static final long SEED = 12;
    private static final List<String> PIECES =
            List.of("1", "0", "10", "09", "a", "Z", ".", "-", "+", "~", ":", "rc", "dfsg", "deb12u1", "~bpo");

    @Test
    void dpkgAgrees() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(DPKG), "no dpkg here");
        Random random = new Random(SEED);
        int compared = 0;
        while (compared < 300) {
            String a = text(random);
            String b = text(random);
            Optional<Version> x = VersionScheme.DPKG.parse(a);
            Optional<Version> y = VersionScheme.DPKG.parse(b);
            if (x.isEmpty() || y.isEmpty()) {
                continue;
            }
            int ours = Integer.signum(x.get().compareTo(y.get()));
            String relation = ours < 0 ? "lt" : ours > 0 ? "gt" : "eq";
            assertThat(dpkg(a, relation, b))
                    .as("seed %d: %s %s %s", SEED, a, relation, b)
                    .isZero();
            compared++;
        }
    }

    private static int dpkg(String a, String relation, String b) throws IOException, InterruptedException {
        return new ProcessBuilder(DPKG.toString(), "--compare-versions", a, relation, b)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("1");
        for (int k = random.nextInt(6); k > 0; k--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
