package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.http.RegistryHost;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names that are allowed, as alternatives over paths.
 *
 * @param patterns none within another, in a stable order
 */
public record PatternSet(List<Glob> patterns) {
    public PatternSet {
        patterns = withoutRedundant(patterns);
    }

    private static List<Glob> withoutRedundant(List<Glob> patterns) {
        List<Glob> kept = new ArrayList<>();
        for (Glob pattern :
                patterns.stream().sorted(Comparator.comparing(Glob::toString)).toList()) {
            if (kept.stream().noneMatch(other -> other.covers(pattern))) {
                kept.removeIf(pattern::covers);
                kept.add(pattern);
            }
        }
        return List.copyOf(kept);
    }

    public boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** Allows nothing that the outer set does not. */
    public boolean within(PatternSet outer) {
        return patterns.stream().allMatch(inner -> outer.patterns.stream().anyMatch(each -> each.covers(inner)));
    }

    /**
     * A pattern over the names of images, in the spelling that {@link ImageReference} gives them: so it does not matter how
     * the policy and the reference write host, port and Docker Hub.
     */
    public static final class ImagePattern {
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
                return host.toLowerCase(Locale.ROOT)
                                .replaceFirst(":0*443$", "")
                                .replaceFirst(":0+(?=[1-9][0-9]*$)", ":")
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
}
