package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Processor time and memory of {@code ./gate verify} of an image in a registry on this machine, with 1, 100 and 1,000 signatures
 * of which the newest counts and the others are of strangers, and of cosign beside it if it is on the {@code PATH}. What ran before
 * verified the same digest, so each figure is of a second verification.
 *
 * <p>{@code java ... VerifyBenchmark GATE DIRECTORY}
 */
public final class VerifyBenchmark {
    private static final String REPOSITORY = "shop/app";
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Integer> REFERRERS = List.of(1, 100, 1000);

    private VerifyBenchmark() {}

    public static void main(String[] args) throws Exception {
        // otherwise each answer waits 40 ms for the acknowledgement of its head
        System.setProperty("sun.net.httpserver.nodelay", "true");
        MeasuredProgram gate = new MeasuredProgram(Path.of(args[0]).toAbsolutePath());
        Path directory = Files.createDirectories(Path.of(args[1]));
        SigningKey trusted = SigningKey.ecdsa();
        Path key = Files.writeString(directory.resolve("release.pub"), trusted.pem());
        Optional<Path> cosign = OnPath.program("cosign");
        ProgramRuns runs = new ProgramRuns().add("gate --version", gate.with(Set.of(0), "--version"));
        List<FakeRegistry> registries = new ArrayList<>();
        for (int count : REFERRERS) {
            BuiltImage image = ImageBuilder.image().layer(LayerBuilder.layer()).build();
            FakeRegistry registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
            registries.add(registry);
            SigningKey stranger = SigningKey.ecdsa();
            for (int i = 0; i < count; i++) {
                sign(registry, image.manifestDigest(), i == count - 1 ? trusted : stranger, i);
            }
            String reference = registry.authority() + "/" + REPOSITORY + ":1.4";
            runs.add(
                    own(count),
                    gate.with(
                            Set.of(0),
                            "verify",
                            reference,
                            "--key",
                            key,
                            "--insecure-registry",
                            registry.authority(),
                            "--docker-config",
                            directory));
            if (cosign.isPresent()) {
                runs.add(
                        "cosign, " + count,
                        new MeasuredProgram(cosign.get())
                                .with(
                                        Set.of(0),
                                        "verify",
                                        "--key",
                                        key,
                                        "--insecure-ignore-tlog=true",
                                        "--allow-http-registry",
                                        reference));
            }
        }
        try {
            runs.run(ProgramRuns.ROUNDS);
        } finally {
            registries.forEach(FakeRegistry::close);
        }
        System.out.println(ProgramRuns.HEAD);
        System.out.println(runs.row("gate --version", "-", Optional.empty()));
        for (int count : REFERRERS) {
            String target = count == 1 ? "0.6 s; again: 0.3 s" : count == 1000 ? "as with 100" : "-";
            System.out.println(runs.row(own(count), target, cosign.map(program -> "cosign, " + count)));
        }
    }

    private static String own(int count) {
        return "verify, " + count + " signatures";
    }

    private static void sign(FakeRegistry registry, String image, SigningKey key, int number) throws GateException {
        String statement = SignatureTexts.statement(
                image.substring(7), SignatureTexts.IMAGE_SIGNATURE, "{\"n\":\"" + number + "\"}", "{}");
        byte[] bundle = SignatureTexts.bundle(key, statement).getBytes(StandardCharsets.UTF_8);
        SyntheticImages.referBundle(
                registry,
                REPOSITORY,
                Digest.parse(image),
                bundle,
                SignatureTexts.IMAGE_SIGNATURE,
                FIRST.plus(number, ChronoUnit.MINUTES));
    }
}
