package io.jenkins.lib.containergate.report.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport.SerialNumber;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SerialNumberTest {
    private static final UUID NAMESPACE_DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /** RFC 9562, appendix A.4. */
    @Test
    void theExampleOfTheSpecification() {
        assertThat(SerialNumber.version5(NAMESPACE_DNS, "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void theSameImageHasTheSameNumberUnderAnyName() {
        assertThat(number("repo/app:1", "sha256:1", "1.0")).isEqualTo(number("repo/app:2", "sha256:1", "1.0"));
    }

    @Test
    void anotherImageOrToolHasAnother() {
        String one = number("repo/app:1", "sha256:1", "1.0");
        assertThat(number("repo/app:1", "sha256:2", "1.0")).isNotEqualTo(one);
        assertThat(number("repo/app:1", "sha256:1", "1.1")).isNotEqualTo(one);
    }

    private static String number(String reference, String digest, String version) {
        return SerialNumber.of(
                new Subject(reference, Optional.of(digest), Optional.empty(), Optional.empty()),
                new ToolIdentity("container-gate", version));
    }
}
