package io.jenkins.plugins.containergate.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsUseTest {
    private static final String IN_ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1";

    @Test
    void anAccountIsOfUseForAnImageInEcr() {
        assertThatCode(() -> AwsUse.check(image(IN_ECR, "prod"))).doesNotThrowAnyException();
        assertThatCode(() -> AwsUse.check(image("shop:1", null))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop:1",
                "registry.example/shop:1",
                "oci-archive:app.tar",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example/shop:1"
            })
    void anAccountIsNotIgnoredWhereItIsOfNoUse(String image) {
        assertThatThrownBy(() -> AwsUse.check(image(image, "prod")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("ECR only")
                .hasMessageContaining("remove the option awsAccount");
    }

    @Test
    void anArchiveIsNotInEcrWhateverItIsCalled() {
        assertThatThrownBy(() -> AwsUse.check(image(IN_ECR, "prod").asArchive()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("ECR only");
    }

    private static ImageTarget image(String name, @Nullable String account) {
        return new ImageTarget(name, false, null, null, account);
    }
}
