package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.http.RegistryHost;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern over the names of images, in the spelling that {@link ImageReference} gives them: so it does not matter how
 * the policy and the reference write host, port and Docker Hub.
 */
public final class ImagePattern {
    private ImagePattern() {}

    /** @throws IllegalArgumentException when it is no pattern over paths */
    public static Glob of(String pattern) {
        return Glob.overPath(canonical(pattern));
    }

    private static String canonical(String pattern) {
        int slash = pattern.indexOf('/');
        if (slash <= 0) {
            return pattern;
        }
        String host = pattern.substring(0, slash);
        String path = pattern.substring(slash + 1);
        if (host.indexOf('*') >= 0) {
            return host.toLowerCase(Locale.ROOT).replaceFirst(":0*443$", "").replaceFirst(":0+(?=[1-9][0-9]*$)", ":")
                    + "/" + path;
        }
        Optional<String> registry = hostLike(host) ? RegistryHost.canonical(host) : Optional.empty();
        if (registry.isEmpty()) {
            return pattern;
        }
        boolean official = registry.get().equals(ImageReference.DEFAULT_REGISTRY)
                && path.indexOf('/') < 0
                && path.indexOf('*') < 0;
        return registry.get() + "/" + (official ? ImageReference.OFFICIAL : "") + path;
    }

    private static boolean hostLike(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equalsIgnoreCase("localhost");
    }
}
