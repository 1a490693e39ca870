package io.jenkins.lib.containergate.cli.signature;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.AttestationKey;
import io.jenkins.lib.containergate.attestation.KmsAttestationKey;
import io.jenkins.lib.containergate.attestation.PemAttestationKey;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.signature.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is attested, and who signs it. */
public final class AttestationOptions {
    private static final int MAX_KEY = 64 << 10;
    private static final int MAX_FILE = 256 << 20;
    private static final String SBOM = ".cdx.json";

    @Option(
            names = "--verdict",
            paramLabel = "FILE",
            required = true,
            description = "verdict.json of the image, as --out wrote it.")
    private Path verdict = Path.of("verdict.json");

    @Option(
            names = {"--signing-key", "--key"},
            paramLabel = "FILE",
            description = "Private key (PKCS #8 in PEM): ECDSA P-256, Ed25519 or RSA.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--kms",
            paramLabel = "ARN",
            description = "Key in AWS KMS to sign with, instead: ECDSA P-256 or RSA.")
    private Optional<String> kms = Optional.empty();

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "File with the passphrase of the key.")
    private Optional<Path> passphrase = Optional.empty();

    @Option(
            names = "--verifier",
            paramLabel = "URI",
            defaultValue = "urn:container-gate",
            description = "Who verified, for those who trust the key; default ${DEFAULT-VALUE}.")
    private String verifier = "urn:container-gate";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Further file whose digest the statement names, such as sbom.cdx.json. Repeatable.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file of the verdict, as it was given to the gates. Repeatable, in the same order. The"
                    + " statement then holds the policy, so that others can compare it with theirs.")
    private List<Path> policies = List.of();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "File of waivers of the verdict, with --policy. Repeatable.")
    private List<Path> waivers = List.of();

    @Option(
            names = "--attach",
            split = ",",
            paramLabel = "KIND",
            description = "Attach these to the image as well: ${COMPLETION-CANDIDATES}. The SBOM is the --input that"
                    + " ends in .cdx.json. Several are separated by commas.")
    private List<AttachedFile.Kind> attached = List.of();

    /** The policy to put into the statement, if files name it. */
    public Optional<EffectivePolicy> policy(Clock clock) throws GateException {
        return policies.isEmpty() && waivers.isEmpty()
                ? Optional.empty()
                : Optional.of(PolicyFiles.merge(policies, waivers, clock));
    }

    /** What to attach besides the statement. */
    public List<AttachedFile> attached() throws UsageException {
        List<AttachedFile> files = new ArrayList<>();
        for (AttachedFile.Kind kind : attached) {
            Path file = kind == AttachedFile.Kind.verdict
                    ? verdict
                    : inputs.stream()
                            .filter(input -> name(input).endsWith(SBOM))
                            .findFirst()
                            .orElseThrow(() -> new UsageException(
                                    "there is no SBOM to attach", "name it with --input reports/sbom.cdx.json"));
            files.add(new AttachedFile(kind, name(file), Bytes.of(SmallFile.bytes(file, "--attach", MAX_FILE))));
        }
        return files;
    }

    /**
     * The key of the options.
     *
     * @param keys where keys of AWS KMS are
     * @throws UsageException when the options name none or two, or a file that is no key; never shows anything of it
     */
    public AttestationKey key(KmsKeys keys, Deadline deadline) throws GateException, InterruptedException {
        if (key.isPresent() == kms.isPresent()) {
            throw new UsageException(
                    "the verdict is signed with exactly one key", "give --signing-key FILE or --kms ARN");
        }
        if (kms.isEmpty()) {
            return file(key.orElseThrow());
        }
        if (passphrase.isPresent()) {
            throw new UsageException("a key in AWS KMS has no passphrase", "remove --passphrase-file");
        }
        Arn arn = Arn.ofKmsKey(kms.get())
                .orElseThrow(() -> new UsageException(
                        "--kms is not the ARN of a key",
                        "give one like arn:aws:kms:eu-central-1:123456789012:key/..., or of an alias"));
        return KmsAttestationKey.open(keys, arn, deadline);
    }

    private PemAttestationKey file(Path file) throws UsageException {
        char[] secret = passphrase.isEmpty()
                ? new char[0]
                : SmallFile.text(passphrase.get(), "--passphrase-file", MAX_KEY)
                        .replaceFirst("\\r?\\n$", "")
                        .toCharArray();
        try {
            String pem = new String(SmallFile.bytes(file, "--signing-key", MAX_KEY), StandardCharsets.US_ASCII);
            return PemAttestationKey.parse(pem, secret, "the key " + file);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    public Verdict verdict() throws UsageException {
        try {
            return new VerdictReader()
                    .read(verdict.toString(), new ByteArrayInputStream(verdictBytes()))
                    .verdict();
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    private byte[] verdictBytes() throws UsageException {
        return SmallFile.bytes(verdict, "--verdict", MAX_FILE);
    }

    /** The verdict's own document and the further files, by their names without directories. */
    public List<Input> inputs() throws UsageException {
        List<Input> all = new ArrayList<>(List.of(Input.of(name(verdict), verdictBytes())));
        for (Path input : inputs) {
            all.add(Input.of(name(input), SmallFile.bytes(input, "--input", MAX_FILE)));
        }
        return all;
    }

    /** Digest of the SBOM among the inputs. */
    public static Optional<Digest> sbom(List<Input> inputs) {
        return inputs.stream()
                .filter(input -> input.name().endsWith(SBOM))
                .map(Input::digest)
                .findFirst();
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    public String verifier() throws UsageException {
        if (!verifier.matches("[a-z][a-z0-9+.-]*:\\S{1,1000}")) {
            throw new UsageException("'" + verifier + "' is not a URI", "give --verifier as https://... or urn:...");
        }
        return verifier;
    }
}
