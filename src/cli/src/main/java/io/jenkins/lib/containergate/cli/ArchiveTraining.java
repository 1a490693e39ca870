package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.attestation.AttestationBundle;
import io.jenkins.lib.containergate.attestation.PemAttestationKey;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs what most commands run, in the current directory, so that the Java virtual machine can archive the classes they
 * load (application class data sharing): {@code gate} starts it once after a build with
 * {@code -XX:ArchiveClassesAtExit}. Results do not matter; a class that is missed here is loaded from the jar.
 */
public final class ArchiveTraining {
    private static final String TASK_DEFINITION = """
        {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
         "containerDefinitions": [{"name": "shop", "image": "registry.example.org/shop:1.4", "essential": true}]}
        """;
    private static final String DEMO = "target/demo/";
    private static final String TREE = "tree";
    private static final String ARCHIVE = DEMO + "shop-before.tar";
    private static final String IMAGE = "oci-archive:" + ARCHIVE;
    private static final List<List<String>> COMMANDS = List.of(
            List.of("demo"),
            List.of("run", IMAGE, "--osv", DEMO + "osv", "--kev", DEMO + "kev.json", "--policy", DEMO + "policy.yaml"),
            List.of("scan", IMAGE, "--osv", DEMO + "osv", "--offline"),
            List.of("secrets", IMAGE),
            List.of("secrets", TREE, "--out", "target/secrets"),
            List.of("taskdef", "task.json", "--policy", DEMO + "policy.yaml"),
            List.of("verify", "localhost:1/shop:1.4", "--offline"),
            List.of("policy", "explain", DEMO + "policy.yaml"),
            List.of("inventory", IMAGE));

    private ArchiveTraining() {}

    public static void main(String[] arguments)
            throws GateException, InterruptedException, IOException, GeneralSecurityException {
        String classPath = System.getProperty("java.class.path");
        if (!classPath.contains(File.pathSeparator)) {
            OuterClasses.link(Path.of(classPath));
        }
        Files.writeString(Path.of("task.json"), TASK_DEFINITION);
        TrainingTree.write(Path.of(TREE));
        COMMANDS.forEach(ArchiveTraining::run);
        registry();
    }

    private static void run(List<String> command) {
        Main.execute(command.toArray(String[]::new));
    }

    /** A signed image, by HTTP; and by TLS, as far as a client comes that nobody answers. */
    private static void registry() throws GateException, InterruptedException, IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = keys.generateKeyPair();
        Files.writeString(Path.of("key.pub"), pem("PUBLIC KEY", key.getPublic()));
        try (TrainingRegistry registry = TrainingRegistry.start("shop")) {
            byte[] manifest = registry.copy(Path.of(ARCHIVE), "1.4");
            String statement = """
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"digest": {"sha256": "%s"}}],
                 "predicateType": "https://sigstore.dev/cosign/sign/v1", "predicate": {}}
                """.formatted(Digest.of(manifest).hex());
            Bytes bundle = AttestationBundle.sign(
                    Bytes.of(statement.getBytes(StandardCharsets.UTF_8)),
                    PemAttestationKey.parse(pem("PRIVATE KEY", key.getPrivate()), new char[0], "the key"));
            registry.refer(manifest, AttestationBundle.MEDIA_TYPE, bundle.toArray());
            String image = registry.authority() + "/shop:1.4";
            List<String> verify = List.of("verify", image, "--key", "key.pub", "--docker-config", ".");
            List<String> scan = List.of("scan", image, "--osv", DEMO + "osv", "--docker-config", ".");
            run(and(verify, "--plain-http", "--out", "target/verified"));
            run(and(scan, "--plain-http", "--out", "target/scanned"));
            run(verify);
        }
    }

    private static List<String> and(List<String> command, String... options) {
        return Stream.concat(command.stream(), Stream.of(options)).toList();
    }

    private static String pem(String type, Key key) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + type + "-----\n";
    }
}
