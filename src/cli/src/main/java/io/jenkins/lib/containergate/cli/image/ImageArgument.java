package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The image a command works on. */
final class ImageArgument {
    private static final String SBOM = "sbom:";

    @Parameters(
            paramLabel = "IMAGE",
            description = "REGISTRY/REPOSITORY[:TAG|@DIGEST], docker-archive:PATH[:IMAGE], oci-archive:PATH[:TAG]"
                    + ", oci:DIR[:TAG] or docker-daemon:IMAGE. gate scan also takes sbom:FILE.")
    private String image = "";

    /** The SBOM that is to be evaluated in the place of an image. */
    Optional<Path> sbom() throws UsageException {
        try {
            return Optional.of(image)
                    .filter(named -> named.startsWith(SBOM))
                    .map(named -> Path.of(named.substring(SBOM.length())))
                    .filter(path -> !path.toString().isEmpty());
        } catch (InvalidPathException e) {
            throw new UsageException("'" + image + "' is not a file name on this system", "check the path");
        }
    }

    ImageLocation location() throws UsageException {
        if (image.startsWith(SBOM)) {
            throw new UsageException(
                    image + " names an SBOM, and this command needs an image",
                    "name the image, or use gate scan " + SBOM + "FILE");
        }
        return location(image);
    }

    /** @param otherwise a clause that says what follows from its being elsewhere */
    ImageLocation.Registry inRegistry(String otherwise) throws UsageException {
        if (location() instanceof ImageLocation.Registry registry) {
            return registry;
        }
        throw new UsageException(
                location().text() + " is not in a registry, " + otherwise,
                "name the image as REGISTRY/REPOSITORY[:TAG|@DIGEST]");
    }

    static ImageLocation location(String text) throws UsageException {
        try {
            return ImageLocation.parse(text);
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }
}
