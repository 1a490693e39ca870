package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.analysis.InventoryAnalyzer;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** SHA-256 of the code that reads layers: two builds of it may find different things in the same layer. */
final class CodeIdentity {
    /** One class of each jar that takes part in reading layers. */
    private static final List<Class<?>> READERS = List.of(
            ImageInspector.class, InventoryAnalyzer.class, RuleSet.class, ParallelLayerReader.class, TarReader.class);

    /** A directory of classes has some thousand. */
    private static final int MOST_FILES = 100_000;

    private static final Optional<String> ENGINE = of(READERS);

    private CodeIdentity() {}

    /** Empty when the code cannot be found on disk: then nothing that it finds may be kept. */
    static Optional<String> ofEngine() {
        return ENGINE;
    }

    private static Optional<String> of(List<Class<?>> types) {
        List<Optional<String>> each = types.stream().map(CodeIdentity::of).toList();
        return each.stream().allMatch(Optional::isPresent)
                ? Optional.of(Digest.of(each.toString().getBytes(StandardCharsets.UTF_8))
                        .hex())
                : Optional.empty();
    }

    private static Optional<String> of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(digest(Path.of(source.getLocation().toURI())));
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return Optional.empty(); // a location of no file system
        }
    }

    /** Of a jar, or of a directory of classes. */
    static String digest(Path code) throws IOException {
        MessageDigest digest = Digest.sha256();
        List<Path> files = FileTree.find(code, MOST_FILES, Files::isRegularFile);
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (Path file : files) {
                out.write(code.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                out.write(0);
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(out);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
