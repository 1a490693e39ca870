package io.jenkins.lib.containergate.ecosystem.version;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A range means something only if the order under it is total. */
class TotalOrderTest {
    private static final long SEED = 4711;
    private static final int VERSIONS = 2_000;
    private static final List<String> PARTS = List.of(
            "0",
            "1",
            "2",
            "10",
            "01",
            "alpha",
            "beta",
            "rc",
            "a",
            "b",
            "m",
            "SNAPSHOT",
            "ga",
            "sp",
            "x",
            "p",
            "dev",
            "post",
            "git",
            "_p1",
            "_alpha",
            "~",
            "^",
            "-r1",
            "+",
            "foo",
            ":1");
    private static final List<String> SEPARATORS = List.of(".", "-", "", ".");

    @ParameterizedTest
    @EnumSource
    void theOrderIsAntisymmetricAndTransitive(VersionScheme scheme) {
        Random random = new Random(SEED);
        // once: some schemes refuse nearly all of what is put together
        List<Version> versions =
                Stream.generate(() -> version(scheme, random)).limit(VERSIONS).toList();
        for (int i = 0; i < 30_000; i++) {
            Version a = versions.get(random.nextInt(VERSIONS));
            Version b = versions.get(random.nextInt(VERSIONS));
            Version c = versions.get(random.nextInt(VERSIONS));
            int ab = sign(a, b);
            int bc = sign(b, c);
            // an assertion costs more than a comparison, and is made where it fails
            if (ab != -sign(b, a)) {
                fail("seed %d: %s, %s: %d and %d", SEED, a, b, ab, sign(b, a));
            }
            if (ab <= 0 && bc <= 0 && sign(a, c) > (ab < 0 || bc < 0 ? -1 : 0)) {
                fail("seed %d: %s <= %s <= %s, but the first and the last compare as %d", SEED, a, b, c, sign(a, c));
            }
        }
    }

    private static int sign(Version a, Version b) {
        return Integer.signum(a.compareTo(b));
    }

    private static Version version(VersionScheme scheme, Random random) {
        while (true) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "1" : "0");
            for (int k = random.nextInt(4); k > 0; k--) {
                text.append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            Optional<Version> version = scheme.parse(text.toString());
            if (version.isPresent()) {
                return version.get();
            }
        }
    }
}
