package io.jenkins.lib.containergate.ecosystem;

import io.jenkins.lib.containergate.ecosystem.version.VersionScheme;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The version scheme of each ecosystem OSV defines: those of {@link Ecosystem} and {@link Distribution}, and others that only
 * records name.
 *
 * <p>Android, ConanCenter, FreeBSD and OSS-Fuzz publish no order; their records are matched by listed versions only.
 *
 * @see <a href="https://ossf.github.io/osv-schema/#defined-ecosystems">OSV schema, defined ecosystems</a>
 */
public final class OsvSchemes {
    private static final Map<String, VersionScheme> SCHEMES = schemes();

    private static final Set<String> WRAPPERS = Set.of("TuxCare", "Docker Hardened Images");

    private OsvSchemes() {}

    /**
     * @param ecosystem as OSV writes it, with or without a release: {@code Debian:12}. Two ecosystems carry another one
     *     after their name ({@code TuxCare:Debian:10}); theirs is the scheme of the inner one.
     * @return empty when the ecosystem is unknown or publishes no order
     */
    public static Optional<VersionScheme> of(String ecosystem) {
        String name = beforeColon(ecosystem);
        if (name.length() < ecosystem.length() && WRAPPERS.contains(name)) {
            name = beforeColon(ecosystem.substring(name.length() + 1));
        }
        return Optional.ofNullable(SCHEMES.get(name));
    }

    private static Map<String, VersionScheme> schemes() {
        Map<String, VersionScheme> schemes = new HashMap<>(Ecosystem.UNREAD_IN_OSV);
        for (Ecosystem known : Ecosystem.values()) {
            known.osvName().ifPresent(name -> schemes.put(name, known.versions()));
        }
        for (Distribution known : Distribution.values()) {
            known.osvName()
                    .ifPresent(name -> schemes.put(name, known.ecosystem().versions()));
        }
        return Map.copyOf(schemes);
    }

    private static String beforeColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
