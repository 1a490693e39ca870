package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.hardening.account.UserSpec;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who a Linux container runs as: the task definition says, else the image, else it is root. */
final class ContainerUser {
    /** Names of the user 0 that systems have from the start. */
    private static final Set<String> ROOTS = Set.of("root", "toor");
    /** Zero with a base or as a fraction, which some parsers take. */
    private static final Pattern ZERO = Pattern.compile(
            "[+-]?(?:0[xob][0_]*|0{0,20}\\.?0{1,20}\\.?(?:e[+-]?[0-9]{1,9})?)", Pattern.CASE_INSENSITIVE);

    private ContainerUser() {}

    /** Why it runs as root, or may; empty when it does not. The user of the container must not be unresolved. */
    static Optional<String> rootBecause(ContainerDefinition container, ContainerImages images) {
        Optional<String> user = container.security().user().known();
        if (user.isPresent()) {
            return isRoot(user.get())
                    ? Optional.of("user '" + SafeText.visible(user.get()) + "' is root")
                    : Optional.empty();
        }
        Optional<String> ofImage = images.of(container).map(ImageConfig::user);
        if (ofImage.isEmpty()) {
            return Optional.of("user is not set, and the image that would decide was not read");
        }
        if (ofImage.get().isBlank()) {
            return Optional.of("neither the task definition nor the image sets a user: root");
        }
        return isRoot(ofImage.get())
                ? Optional.of("user is not set, and the image's user " + SafeText.visible(ofImage.get()) + " is root")
                : Optional.empty();
    }

    private static boolean isRoot(String text) {
        UserSpec user = UserSpec.parse(text);
        return user.isDefault()
                || ROOTS.contains(user.name().toLowerCase(Locale.ROOT))
                || ZERO.matcher(user.name()).matches()
                || user.uid().filter(id -> !id.unprivileged()).isPresent();
    }
}
