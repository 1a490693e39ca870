package io.jenkins.lib.containergate.cli;

import java.util.List;
import java.util.Optional;

/**
 * Commands and options of other scanners, and how to get the same result here.
 *
 * @param here what to do, as the rest of a sentence
 * @param there names that other tools have for it
 */
record OtherTools(String here, List<String> there) {
    private static final List<OtherTools> OPTIONS = List.of(
            new OtherTools(
                    "limits are set in a policy file (--policy FILE): vulnerabilities: {max: {critical: 0, high: 0}}",
                    "--severity",
                    "--severity-threshold",
                    "--fail-on",
                    "--fail-on-severity"),
            new OtherTools(
                    "set it in a policy file (--policy FILE): vulnerabilities: {onlyFixable: true}",
                    "--ignore-unfixed",
                    "--only-fixed"),
            new OtherTools(
                    "exit codes are fixed: 0 PASS or WARN, 1 FAIL, 2 usage, 3 ERROR. To report without failing, set"
                            + " 'mode: audit' in a policy file (--policy FILE)",
                    "--exit-code",
                    "--soft-fail",
                    "--no-fail",
                    "--exit-zero"),
            new OtherTools(
                    "use a command for each: gate scan IMAGE (vulnerabilities and hardening), gate secrets IMAGE, gate"
                            + " verify IMAGE, or gate run IMAGE for all of them",
                    "--scanners",
                    "--security-checks",
                    "--vuln-type",
                    "--pkg-types"),
            new OtherTools("use --deadline with a unit, such as --deadline 10m", "--timeout"),
            new OtherTools(
                    "directories cannot be left out of an image. For gate secrets, list paths under an allowlist in"
                            + " --secret-rules FILE; to accept findings, write waivers (gate policy waive)",
                    "--skip-dirs",
                    "--skip-files",
                    "--skip-path",
                    "--exclude",
                    "--exclude-dir"),
            new OtherTools(
                    "accept findings with waivers: gate policy import FILE converts an ignore file, --waivers FILE names"
                            + " the result",
                    "--ignorefile",
                    "--ignore-file",
                    "--gitleaks-ignore-path"),
            new OtherTools(
                    "turn rules off in a policy file (--policy FILE): taskDefinition: {rules: {RULE: off}} or hardening:"
                            + " {rules: {RULE: off}}",
                    "--skip-check",
                    "--check",
                    "--skip-policy"),
            new OtherTools("name the archive as the IMAGE: gate scan app.tar", "--input"),
            new OtherTools(
                    "use --out DIR, which writes every report, or redirect --format FORMAT to a file", "--output"),
            new OtherTools("use --cache DIR", "--cache-dir"),
            new OtherTools("use --trivy URL", "--server"),
            new OtherTools(
                    "progress is shown only on a terminal; use --quiet for the last line alone", "--no-progress"),
            new OtherTools(
                    "name the signer in a policy file: signatures: [{repositories: [...], signers: [{name: ci, keyless:"
                            + " {issuer: ..., subject: ...}}]}]",
                    "--certificate-identity",
                    "--certificate-identity-regexp",
                    "--certificate-oidc-issuer",
                    "--certificate-oidc-issuer-regexp"));

    private static final List<OtherTools> COMMANDS = List.of(
            new OtherTools(
                    "to scan an image: gate scan IMAGE; for every gate: gate run IMAGE", "image", "check", "analyze"),
            new OtherTools(
                    "for secrets in a directory: gate secrets DIR; packages are read from images, not from source trees",
                    "fs",
                    "filesystem",
                    "rootfs",
                    "repo",
                    "repository",
                    "dir",
                    "detect",
                    "protect"),
            new OtherTools(
                    "for ECS task definitions, CloudFormation templates and Terraform plans: gate taskdef FILE",
                    "config",
                    "conf",
                    "iac",
                    "terraform",
                    "cloudformation"),
            new OtherTools("for an SBOM of an image: gate inventory IMAGE; to scan one: gate scan sbom:FILE", "sbom"),
            new OtherTools("to check a signature: gate verify IMAGE", "verify-attestation"),
            new OtherTools("to sign a verdict: gate attest IMAGE; images are signed with cosign or notation", "sign"),
            new OtherTools("gate --version prints the version", "version"),
            new OtherTools(
                    "data are updated by gate data update; the cache directory is that of --cache", "db", "clean"),
            new OtherTools("gate does not run as a server; it queries one with --trivy URL", "server", "client"));

    private OtherTools(String here, String... there) {
        this(here, List.of(there));
    }

    /** How to get here the effect of that option of another tool. */
    static Optional<String> option(String name) {
        return of(name, OPTIONS);
    }

    /** How to get here the effect of that command of another tool. */
    static Optional<String> command(String name) {
        return of(name, COMMANDS);
    }

    private static Optional<String> of(String name, List<OtherTools> known) {
        return known.stream()
                .filter(each -> each.there().contains(name))
                .map(OtherTools::here)
                .findFirst();
    }
}
