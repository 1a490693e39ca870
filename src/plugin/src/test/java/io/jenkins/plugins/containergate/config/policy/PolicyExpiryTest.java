package io.jenkins.plugins.containergate.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.testkit.signature.SelfSigned;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What in a policy ends by itself. */
class PolicyExpiryTest {
    @TempDir
    Path directory;

    @Test
    void aCertificateIsNamedBeforeAndAfterItsEnd() throws Exception {
        String root = SelfSigned.create(directory, "CN=acme root", "-1d", 90).pem();
        PolicySettings policy = trusting(root);
        Instant end = Certificates.ofPem(root, "root").get(0).getNotAfter().toInstant();

        assertThat(problems(policy, end.minus(Duration.ofDays(31)))).isEmpty();
        assertThat(problems(policy, end.minus(Duration.ofDays(29))))
                .singleElement()
                .asString()
                .contains("org:3: ", "CN=acme root of signer release expires on");
        assertThat(problems(policy, end))
                .singleElement()
                .asString()
                .contains("CN=acme root of signer release expired on");
    }

    @Test
    void aWaiverHoldsUntilTheEndOfItsDay() throws Exception {
        PolicySettings policy = new PolicySettings("""
                version: 1
                waivers:
                  - {rule: CVE-2026-1, owner: payments, reason: accepted, expires: 2026-08-31}
                """);

        assertThat(problems(policy, Instant.parse("2026-08-17T23:59:59Z"))).isEmpty();
        assertThat(problems(policy, Instant.parse("2026-08-31T23:59:59Z")))
                .singleElement()
                .asString()
                .contains("the waiver of CVE-2026-1 by payments expires on 2026-08-31");
        assertThat(problems(policy, Instant.parse("2026-09-01T00:00:00Z")))
                .singleElement()
                .asString()
                .contains("expired on 2026-08-31");
    }

    private static PolicySettings trusting(String root) {
        return new PolicySettings("""
                version: 1
                signatures:
                  - repositories: ["registry.example.org/**"]
                    signers:
                      - name: release
                        notation:
                          identities: ["x509.subject: CN=acme, O=acme, C=DE, ST=BE"]
                          trustStore: |
                """ + root.indent(12));
    }

    private static List<String> problems(PolicySettings policy, Instant now) throws PolicyFormatException {
        return new PolicyExpiry(Clock.fixed(now, ZoneOffset.UTC)).problems(policy.document("org", "org"));
    }
}
