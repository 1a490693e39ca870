package io.jenkins.plugins.containergate.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What a job wants a scan to ask about vulnerabilities, besides what the organisation configured.
 *
 * @param report path in the workspace of another scanner's report
 * @param sbom path in the workspace of an SBOM of the image
 * @param vex path in the workspace of a VEX document, or of a directory of them
 * @param baseline the image whose attested verdict says what is known, with its tag or digest
 * @param posture path in the workspace of a {@code posture.json}
 * @param trivyServer names of Trivy servers of the organisation's configuration, with commas between them
 * @param awsAccount name of an account of the organisation's configuration, for the scanners of AWS
 */
public record AskedSources(
        @Nullable String report,
        @Nullable String sbom,
        @Nullable String vex,
        @Nullable String baseline,
        @Nullable String posture,
        @Nullable String trivyServer,
        @Nullable String awsAccount) {
    /** Those of a gate that evaluates no image of its own. */
    static AskedSources of(@Nullable String trivyServer, @Nullable String awsAccount) {
        return new AskedSources(null, null, null, null, null, trivyServer, awsAccount);
    }
}
