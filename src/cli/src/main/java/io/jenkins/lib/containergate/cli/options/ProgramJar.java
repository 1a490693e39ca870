package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Tells one build of this program from the next. Only a jar can: classes in a build directory change without telling. */
public final class ProgramJar {
    private ProgramJar() {}

    /** Something that is known of a jar. */
    private interface Fact {
        String of(Path jar) throws IOException;
    }

    /** Size and time of the jar; empty when this program is none. */
    public static Optional<String> identity() {
        return fact(jar -> " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
    }

    /** The same on every machine: the digest of the jar. */
    public static Optional<String> digest() {
        return fact(jar -> {
            MessageDigest sha256 = Digest.sha256();
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
                Files.copy(jar, out);
            }
            return " " + HexFormat.of().formatHex(sha256.digest());
        });
    }

    private static Optional<String> fact(Fact fact) {
        CodeSource source = ProgramJar.class.getProtectionDomain().getCodeSource();
        try {
            Path file = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(file) ? Optional.of(fact.of(file)) : Optional.empty();
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }
}
