package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import java.util.regex.Pattern;

/** Texts that signers are described with. */
final class SignerTexts {
    static final int LONGEST_PEM = 1 << 16;
    private static final int LONGEST_JSON = 1 << 19;

    static final ValueFormat<String> PUBLIC_KEY = Formats.text(
            "a public key in PEM (-----BEGIN PUBLIC KEY-----)",
            LONGEST_PEM,
            Pattern.compile("\\A\\s*-----BEGIN PUBLIC KEY-----\\s"));
    static final ValueFormat<String> CERTIFICATES = Formats.text(
            "certificates in PEM (-----BEGIN CERTIFICATE-----)",
            LONGEST_PEM,
            Pattern.compile("\\A\\s*-----BEGIN CERTIFICATE-----\\s"));
    static final ValueFormat<String> HTTPS =
            Formats.text("an https:// address", 1_000, Pattern.compile("\\Ahttps://[^\\s/?#]+[^\\s]*\\z"));
    static final ValueFormat<String> TRUSTED_ROOT =
            Formats.text("a Sigstore trusted root in JSON", LONGEST_JSON, Pattern.compile("\\A\\s*\\{"));

    static final ValueFormat<String> KMS_KEY = Formats.text(
            "the ARN of a key in AWS KMS or of its alias",
            text -> Arn.ofKmsKey(text).isPresent());
    static final ValueFormat<String> FINGERPRINT = Formats.text(
            "a SHA-256 fingerprint of 64 hexadecimal digits in lower case", 64, Pattern.compile("\\A[0-9a-f]{64}\\z"));

    private SignerTexts() {}
}
