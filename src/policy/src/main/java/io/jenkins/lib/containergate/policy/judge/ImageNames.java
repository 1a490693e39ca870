package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.util.List;

/**
 * The names a policy may know the judged image by: only the reference of an image that was read from that very place in a
 * registry, in full. The names of files, directories and images of a daemon are chosen by whoever made or tagged them, and
 * must not earn an image the waivers of another one; neither must what an archive calls its images.
 *
 * @param names empty where no image of a registry is judged
 */
public record ImageNames(List<String> names) {
    public ImageNames {
        names = List.copyOf(names);
    }

    public static ImageNames of(Image image) {
        return asked(image.reference());
    }

    /** @param reference as the user wrote it; a short one counts as what it stands for */
    public static ImageNames asked(String reference) {
        try {
            return ImageLocation.parse(reference) instanceof ImageLocation.Registry registry
                    ? new ImageNames(List.of(registry.reference().toString()))
                    : none();
        } catch (GateException e) {
            return none();
        }
    }

    public static ImageNames none() {
        return new ImageNames(List.of());
    }

    boolean match(Glob pattern) {
        return names.stream().anyMatch(pattern::matches);
    }
}
