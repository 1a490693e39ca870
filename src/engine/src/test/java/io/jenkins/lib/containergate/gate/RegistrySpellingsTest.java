package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a registry is spelled, what the policy demands of it is demanded. */
class RegistrySpellingsTest {
    private static final SigningKey RELEASE = SigningKey.ecdsa();

    private static Outcome outcome(String reference, String policy) throws Exception {
        return new SignatureRun()
                .image(SignedImage.of(ImageReference.parse(reference).repository(), IMAGE))
                .policy("signatures:\n" + policy)
                .result()
                .outcome();
    }

    private static String exempt(String repositories) {
        return "  - {repositories: ['" + repositories + "'], exempt: nobody signs these}\n";
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5611/prod/**, localhost:5611/prod/app",
        "localhost:5611/prod/**, LOCALHOST:5611/prod/app",
        "localhost:5611/prod/**, localhost:05611/prod/app",
        "localhost/prod/**, localhost:443/prod/app",
        "localhost/prod/**, localhost:80/prod/app",
        "localhost:80/prod/**, localhost/prod/app",
        "localhost:443/prod/**, localhost/prod/app",
        "localhost:*/prod/**, localhost/prod/app",
        "LOCALHOST:443/prod/**, localhost/prod/app",
        "registry.example/prod/**, REGISTRY.example:0443/prod/app",
        "registry.example/prod/**, registry.example:0080/prod/app",
        "docker.io/acme/**, acme/app",
        "docker.io/acme/**, index.docker.io/acme/app",
        "docker.io/acme/**, registry-1.docker.io/acme/app",
        "docker.io/acme/**, registry.hub.docker.com:443/acme/app",
        "registry-1.docker.io/acme/**, acme/app",
        "registry-1.*/acme/**, acme/app",
        "docker.io/nginx, nginx",
        "docker.io/*, nginx",
        "index.docker.io/library/*, nginx",
        "[::1]:5000/**, [0:0:0:0:0:0:0:1]:5000/prod/app",
        "127.0.0.1:5000/**, [::ffff:7f00:0001]:5000/prod/app",
        "123456789012.dkr.ecr.*.amazonaws.com/shop/**, 123456789012.dkr-ecr.eu-central-1.on.aws/shop/app",
        "123456789012.dkr.ecr.*.amazonaws.com/shop/**, 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/shop/app",
        "123456789012.dkr-ecr.eu-central-1.on.aws/shop/**, 123456789012.DKR.ECR.eu-central-1.amazonaws.com/shop/app",
        "123456789012.dkr.ecr.*.amazonaws.com.cn/shop/**,"
                + " 123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/shop/app"
    })
    void noSpellingEscapesADemandThatStandsBesideAnExemption(String demanded, String reference) throws Exception {
        assertThat(outcome(reference, keys(demanded, RELEASE) + exempt("**"))).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:80/**, localhost/prod/app",
        "localhost/**, localhost:80/prod/app",
        "123456789012.dkr.ecr-fips.*.amazonaws.com/**, 123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/app",
        "localhost:*/prod/**, localhost/prod/app"
    })
    void anExemptionHoldsForTheNameItIsForOnly(String exempted, String reference) throws Exception {
        assertThat(outcome(reference, exempt(exempted))).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5611/dev/**, LOCALHOST:05611/dev/app",
        "Registry.Example:443/dev/**, registry.example/dev/app",
        "index.docker.io/acme/*, acme/app"
    })
    void anExemptionHoldsHoweverItsRegistryIsSpelled(String exempted, String reference) throws Exception {
        assertThat(outcome(reference, exempt(exempted))).isEqualTo(Outcome.PASS);
    }
}
