package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the user says the image is. */
public sealed interface ImageLocation {
    /** As the user wrote it. */
    String text();

    /**
     * What {@code docker save} wrote.
     *
     * @param image which image of several: a reference, a tag, or an image id
     */
    record DockerArchive(String text, Path file, Optional<String> image) implements ImageLocation {}

    /** A tar of an OCI layout. */
    record OciArchive(String text, Path file, Optional<String> tag) implements ImageLocation {}

    /** A directory that is an OCI layout. */
    record OciLayout(String text, Path directory, Optional<String> tag) implements ImageLocation {}

    /** A tar that is one or the other: its content tells. */
    record Archive(String text, Path file) implements ImageLocation {}

    /** An image of a Docker daemon. */
    record Daemon(String text, ImageReference reference) implements ImageLocation {}

    /** An image in a registry. */
    record Registry(String text, ImageReference reference) implements ImageLocation {}

    /**
     * Reads {@code archive:PATH}, {@code docker-archive:PATH[:IMAGE]}, {@code oci-archive:PATH[:TAG]}, {@code oci:DIRECTORY[:TAG]},
     * {@code docker-daemon:REFERENCE} or a registry reference. The path ends at the first colon that does not follow a
     * Windows drive letter.
     */
    static ImageLocation parse(String text) throws GateException {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "docker-archive" -> new DockerArchive(text, path(text, rest), selection(text, rest));
            case "oci-archive" -> new OciArchive(text, path(text, rest), selection(text, rest));
            case "oci" -> new OciLayout(text, path(text, rest), selection(text, rest));
            case "archive" -> archive(text, rest);
            case "docker-daemon" -> new Daemon(text, ImageReference.parse(rest));
            default -> new Registry(text, registryReference(text));
        };
    }

    private static Archive archive(String text, String rest) throws GateException {
        if (selection(text, rest).isPresent()) {
            throw new GateException(
                    "'" + text + "' names an image in an archive of unknown kind",
                    "say what it is: docker-archive:" + rest + " or oci-archive:" + rest);
        }
        return new Archive(text, path(text, rest));
    }

    private static ImageReference registryReference(String text) throws GateException {
        if (text.startsWith("docker://")) {
            throw new GateException(
                    "'" + text + "' is not an image location",
                    "remove docker://: " + text.substring("docker://".length()));
        }
        if (namesFile(text)) {
            throw new GateException(
                    "'" + text + "' looks like a file, not like an image reference",
                    "say what it is: docker-archive:" + text + ", oci-archive:" + text + " or oci:" + text);
        }
        return ImageReference.parse(text);
    }

    /** Whether that is written as no reference of an image is: with a path or the ending of an archive. */
    static boolean namesFile(String text) {
        return Pattern.compile("(\\.{0,2}[/\\\\]|[A-Za-z]:[/\\\\]).*|.*\\.(tar|tgz|tar\\.gz)")
                .matcher(text)
                .matches();
    }

    private static Path path(String text, String rest) throws GateException {
        String path = rest.substring(0, pathEnd(rest));
        if (path.isEmpty()) {
            throw new GateException("'" + text + "' names no file", "write a path after the first colon");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new GateException("'" + path + "' is not a file name on this system", "check the path", e);
        }
    }

    private static Optional<String> selection(String text, String rest) throws GateException {
        int end = pathEnd(rest);
        if (end == rest.length()) {
            return Optional.empty();
        }
        if (end == rest.length() - 1) {
            throw new GateException("'" + text + "' ends with a colon", "write a tag after it, or remove it");
        }
        return Optional.of(rest.substring(end + 1));
    }

    private static int pathEnd(String rest) {
        boolean drive = rest.length() > 2
                && Character.isLetter(rest.charAt(0))
                && rest.charAt(1) == ':'
                && (rest.charAt(2) == '\\' || rest.charAt(2) == '/');
        int colon = rest.indexOf(':', drive ? 2 : 0);
        return colon < 0 ? rest.length() : colon;
    }
}
