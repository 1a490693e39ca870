package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.Subject;
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

    /** Of what a verdict is about; what has neither a digest nor a platform is no image: a directory may be called as one is. */
    public static ImageNames of(Subject subject) {
        return subject.digest().isPresent() || subject.platform().isPresent() ? asked(subject.reference()) : none();
    }

    public static ImageNames none() {
        return new ImageNames(List.of());
    }

    boolean match(Glob pattern) {
        return names.stream().anyMatch(pattern::matches);
    }
}
