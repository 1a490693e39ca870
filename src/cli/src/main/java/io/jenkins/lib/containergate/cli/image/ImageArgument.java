package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** The image a command works on. */
final class ImageArgument {
    private static final String SBOM = "sbom:";

    private static final Set<String> KINDS = Set.of("archive", "docker-archive", "docker-daemon", "oci", "oci-archive");
    /** What may follow the colon of {@code host:5000/app:1} and {@code app:1.4}. */
    private static final Pattern TAG_OR_PORT = Pattern.compile("\\d+/.*|(?!.*\\.(tar|tgz|gz)$)[\\w.-]+");
    /** Without a tag, a digest or the name of a registry. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z0-9]+(?:[._/-]+[a-z0-9]+)*");

    @Parameters(
            paramLabel = "IMAGE",
            description =
                    "REGISTRY/REPOSITORY[:TAG|@DIGEST], an archive such as app.tar, docker-archive:PATH[:IMAGE], oci-archive:PATH[:TAG]"
                            + ", oci:DIR[:TAG] or docker-daemon:IMAGE. gate scan also takes sbom:FILE.")
    private String image = "";

    /** The SBOM that is to be evaluated in the place of an image. */
    Optional<Path> sbom() throws UsageException {
        return sbom(image);
    }

    private static Optional<Path> sbom(String text) throws UsageException {
        String file = text.startsWith(SBOM) ? text.substring(SBOM.length()) : "";
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(file);
            file(path);
            return Optional.of(path);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + text + "' is not a file name on this system", "check the path");
        }
    }

    ImageLocation location() throws UsageException {
        refuseSbom();
        return location(image);
    }

    private void refuseSbom() throws UsageException {
        if (image.startsWith(SBOM)) {
            throw new UsageException(
                    image + " names an SBOM, and this command needs an image",
                    "name the image, or use gate scan " + SBOM + "FILE");
        }
    }

    /** @param otherwise a clause that says what follows from its being elsewhere */
    ImageLocation.Registry inRegistry(String otherwise) throws UsageException {
        refuseSbom();
        ImageLocation location = parsed(image);
        if (location instanceof ImageLocation.Registry registry) {
            localName(image);
            return registry;
        }
        throw new UsageException(
                location.text() + " is not in a registry, " + otherwise,
                "name the image as REGISTRY/REPOSITORY[:TAG|@DIGEST]");
    }

    /** What is named is there, unless it is in a registry or a daemon. */
    static ImageLocation location(String text) throws UsageException {
        ImageLocation location = parsed(text);
        if (location instanceof ImageLocation.DockerArchive archive) {
            file(archive.file());
        } else if (location instanceof ImageLocation.OciArchive archive) {
            file(archive.file());
        } else if (location instanceof ImageLocation.Archive archive) {
            file(archive.file());
        } else if (location instanceof ImageLocation.OciLayout layout) {
            directory(layout.directory());
        } else if (location instanceof ImageLocation.Registry) {
            localName(text);
        }
        return location;
    }

    private static ImageLocation parsed(String text) throws UsageException {
        mistypedKind(text);
        try {
            return archiveHere(text) ? new ImageLocation.Archive(text, Path.of(text)) : ImageLocation.parse(text);
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    /** An archive named without its kind, which its content decides. A name with a kind, a port or a tag is none. */
    private static boolean archiveHere(String text) {
        try {
            return text.indexOf(':') < 0 && ImageLocation.namesFile(text) && !Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void mistypedKind(String text) throws UsageException {
        int colon = text.indexOf(':');
        String kind = text.substring(0, Math.max(0, colon));
        String rest = text.substring(colon + 1);
        Optional<String> meant = KINDS.contains(kind) ? Optional.empty() : NearestNames.mistyped(kind, KINDS);
        if (meant.isPresent() && !TAG_OR_PORT.matcher(rest).matches()) {
            throw new UsageException("unknown kind of image " + kind, "did you mean " + meant.get() + ":" + rest + "?");
        }
    }

    private static void file(Path file) throws UsageException {
        if (Files.isDirectory(file)) {
            throw new UsageException(
                    file + " is a directory", "name an archive, or oci:" + file + " for an OCI layout");
        }
        if (Files.notExists(file)) {
            throw new UsageException("there is no file " + file, "check the path");
        }
    }

    private static void directory(Path directory) throws UsageException {
        if (Files.isRegularFile(directory)) {
            throw new UsageException(
                    directory + " is a file", "use docker-archive:" + directory + " or oci-archive:" + directory);
        }
        if (Files.notExists(directory)) {
            throw new UsageException("there is no directory " + directory, "check the path");
        }
    }

    /** Who names a file or directory that is there does not mean an image of Docker Hub with that name. */
    private static void localName(String text) throws UsageException {
        if (!PLAIN_NAME.matcher(text).matches()) {
            return;
        }
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            throw new UsageException(
                    "'" + text + "' is a directory here, and also the name of an image in a registry",
                    "use oci:" + text + " for an OCI layout, 'gate secrets " + text
                            + "' for a directory of files, or the image's name with its registry or tag");
        }
        if (Files.exists(path)) {
            throw new UsageException(
                    "'" + text + "' is a file here, and also the name of an image in a registry",
                    "use docker-archive:" + text + " or oci-archive:" + text
                            + ", or the image's name with its registry or tag");
        }
    }
}
