package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import picocli.CommandLine.Parameters;

/** The image a command works on. */
final class ImageArgument {
    @Parameters(
            paramLabel = "IMAGE",
            description = "REGISTRY/REPOSITORY[:TAG|@DIGEST], docker-archive:PATH[:IMAGE], oci-archive:PATH[:TAG]"
                    + ", oci:DIR[:TAG] or docker-daemon:IMAGE.")
    private String image = "";

    ImageLocation location() throws UsageException {
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
