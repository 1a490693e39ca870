package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names a policy may know the judged image by: only those that the user asked for. What an archive calls its images
 * is written by whoever made the archive, and must not earn it another image's waivers.
 *
 * @param names empty where no image is judged
 */
public record ImageNames(List<String> names) {
    public ImageNames {
        names = List.copyOf(names);
    }

    public static ImageNames of(Image image) {
        return asked(image.reference());
    }

    /** @param reference as the user wrote it */
    public static ImageNames asked(String reference) {
        List<String> names = new ArrayList<>(List.of(reference));
        normalised(reference).filter(name -> !names.contains(name)).ifPresent(names::add);
        return new ImageNames(names);
    }

    /** {@code alpine:3} is {@code docker.io/library/alpine:3}; a file's name is nothing but a file's name. */
    private static Optional<String> normalised(String asked) {
        try {
            ImageLocation location = ImageLocation.parse(asked);
            if (location instanceof ImageLocation.Registry registry) {
                return Optional.of(registry.reference().toString());
            }
            return location instanceof ImageLocation.Daemon daemon
                    ? Optional.of(daemon.reference().toString())
                    : Optional.empty();
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    public static ImageNames none() {
        return new ImageNames(List.of());
    }

    boolean match(Glob pattern) {
        return names.stream().anyMatch(pattern::matches);
    }
}
