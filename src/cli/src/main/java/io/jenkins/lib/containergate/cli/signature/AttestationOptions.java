package io.jenkins.lib.containergate.cli.signature;

import io.jenkins.lib.containergate.attestation.PemAttestationKey;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is attested, and who signs it. */
public final class AttestationOptions {
    private static final int MAX_KEY = 64 << 10;
    private static final int MAX_FILE = 256 << 20;

    @Option(
            names = "--verdict",
            paramLabel = "FILE",
            required = true,
            description = "verdict.json of the image, as --out wrote it.")
    private Path verdict = Path.of("verdict.json");

    @Option(
            names = {"--signing-key", "--key"},
            paramLabel = "FILE",
            required = true,
            description = "Private key (PKCS #8 in PEM): ECDSA P-256, Ed25519 or RSA.")
    private Path key = Path.of("gate.key");

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

    /** @throws UsageException when the key cannot be used; never shows anything of it */
    public PemAttestationKey key() throws UsageException {
        char[] secret = passphrase.isEmpty()
                ? new char[0]
                : SmallFile.text(passphrase.get(), "--passphrase-file", MAX_KEY)
                        .replaceFirst("\\r?\\n$", "")
                        .toCharArray();
        try {
            String pem = new String(SmallFile.bytes(key, "--signing-key", MAX_KEY), StandardCharsets.US_ASCII);
            return PemAttestationKey.parse(pem, secret, "the key " + key);
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
