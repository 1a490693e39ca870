package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.jenkins.lib.containergate.secret.Searched;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beginnings of secrets over and over take little more time than ordinary text, in processor time of one thread. Where each is
 * looked at for as far as a rule may look, it is hundreds of times more.
 */
class SlowContentTest {
    private static final int SIZE = 1 << 20;
    private static final double SLOW = 40;
    private static final int WARMING = 3;
    private static final int MOST_RUNS = 30;
    private static final String ORDINARY =
            "# how often the shop asks for prices\nprices:\n  interval: 15s\n  url: https://prices.acme.net/v1\n"
                    + "int total = basket.stream().mapToInt(Item::price).sum();\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----MIIEvQIBADANBg\n",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
                "PuTTY-User-Key-File-",
                "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n",
                "\"auths\"",
                "\"auths\":{\"auth\":\"",
                "\"private_key_id\"",
                "kind: Secret\n",
                "kind: Secret\ndata:\n a: b\n",
            })
    void aBeginningOfASecretIsNoSlowerWhereItIsRepeated(String beginning) {
        double bound = SLOW * nanos(ORDINARY, 0);
        assertThat(nanos(beginning, bound)).isLessThan(bound);
    }

    /**
     * A byte, of the best of a few runs, and of more while none is within the bound: code that is not compiled yet is slow as well.
     */
    private static double nanos(String piece, double bound) {
        byte[] content = piece.repeat(SIZE / piece.length()).getBytes(StandardCharsets.UTF_8);
        double best = Double.MAX_VALUE;
        for (int run = 0; run < WARMING || bound > 0 && best >= bound && run < MOST_RUNS; run++) {
            long before = processorTime();
            Searched.file("srv/app/settings.yaml", content);
            best = Math.min(best, (double) (processorTime() - before) / content.length);
        }
        return best;
    }

    private static long processorTime() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }
}
