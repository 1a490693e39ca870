package io.jenkins.lib.containergate.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.setting.PatternSet.ImagePattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePatternTest {
    @ParameterizedTest
    @CsvSource({
        "LOCALHOST:05611/prod/**, localhost:5611/prod/app",
        "registry.example:443/prod/*, registry.example/prod/app",
        "Registry.Example/prod/*, registry.example:443/prod/app",
        "index.docker.io/shop/*, shop/app",
        "registry-1.docker.io/library/nginx, nginx",
        "docker.io/nginx, nginx",
        "docker.io/*/*, REGISTRY-1.docker.io/nginx",
        "*.Example:443/prod/*, registry.example/prod/app",
        "*.example:05000/prod/*, registry.example:5000/prod/app",
        "[0:0:0:0:0:0:0:1]:5000/**, [::1]:5000/prod/app",
        "[::1]:5000/**, [::0001]:05000/prod/app",
        "127.0.0.1:5000/**, [::ffff:7f00:1]:5000/prod/app",
        "shop:443/**, SHOP/app"
    })
    void aPatternMeansTheRegistryHoweverEitherIsSpelled(String pattern, String reference) throws Exception {
        assertThat(ImagePattern.of(pattern)
                        .matches(ImageReference.parse(reference).repository()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example/prod/*, registry.example:80/prod/app",
        "registry.example:5000/prod/*, registry.example/prod/app",
        "shop/**, SHOP/app",
        "docker.io/shop/*, docker.io:5000/shop/app"
    })
    void otherRegistriesAreNotMeant(String pattern, String reference) throws Exception {
        assertThat(ImagePattern.of(pattern)
                        .matches(ImageReference.parse(reference).repository()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"**, **", "*, *", "nginx, nginx", "nginx:1.*, nginx:1.*", "*/shop/**, */shop/**", "x/shop/*, x/shop/*"})
    void whatNamesNoRegistryStaysAsItIs(String pattern, String same) {
        assertThat(ImagePattern.of(pattern)).hasToString(same);
    }
}
