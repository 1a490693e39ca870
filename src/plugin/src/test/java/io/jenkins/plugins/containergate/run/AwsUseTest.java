package io.jenkins.plugins.containergate.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsUseTest {
    @Test
    void anAccountIsOfUseForAnImageInEcr() {
        assertThatCode(() -> AwsUse.check("prod", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1"))
                .doesNotThrowAnyException();
        assertThatCode(() -> AwsUse.check(null, "shop:1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "shop:1",
                "registry.example/shop:1",
                "oci-archive:app.tar",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example/shop:1"
            })
    void anAccountIsNotIgnoredWhereItIsOfNoUse(String image) {
        assertThatThrownBy(() -> AwsUse.check("prod", image))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("ECR only");
    }
}
