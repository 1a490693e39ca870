package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.setting.Glob;
import java.util.List;

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
        return new ImageNames(List.of(image.reference()));
    }

    public static ImageNames none() {
        return new ImageNames(List.of());
    }

    boolean match(Glob pattern) {
        return names.stream().anyMatch(pattern::matches);
    }
}
