package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.setting.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * The names a policy may know the judged image by.
 *
 * @param names the reference as asked for, and the repository when there is one; empty where no image is judged
 */
public record ImageNames(List<String> names) {
    public ImageNames {
        names = List.copyOf(names);
    }

    public static ImageNames of(Image image) {
        List<String> names = new ArrayList<>(List.of(image.reference()));
        image.repository().ifPresent(names::add);
        return new ImageNames(names);
    }

    public static ImageNames none() {
        return new ImageNames(List.of());
    }

    boolean match(Glob pattern) {
        return names.stream().anyMatch(pattern::matches);
    }
}
