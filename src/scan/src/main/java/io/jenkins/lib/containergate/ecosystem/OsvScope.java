package io.jenkins.lib.containergate.ecosystem;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of OSV's data that speaks about the packages of one package manager in one image: an ecosystem, and for
 * distributions the release.
 *
 * <p>An ecosystem name without a release means every release. The reverse does not hold: what is said about
 * {@code Debian:11} says nothing about {@code Debian:12}, and only names with the release show that the data covers it.
 *
 * @param ecosystem name without release: {@code Debian}, {@code npm}
 * @param names full names, for those who must ask by name; the first is the usual one
 * @param release what follows the ecosystem and a colon, when it speaks about this release; empty: not divided into
 *     releases, and whatever follows (a repository's address) counts too
 * @param operatingSystem it is a distribution
 * @param binaryNames records may name binary packages as well as source packages
 * @param others streams whose packages may be installed into this release
 * @param vendor OSV has nothing about it: the data are made of its vendor's advisories, which name binary packages alone
 * @param moreNames records speak about it under more names than {@code names}, so that who asks by name has to ask about the
 *     whole ecosystem
 */
public record OsvScope(
        String ecosystem,
        List<String> names,
        Optional<Pattern> release,
        boolean operatingSystem,
        boolean binaryNames,
        Optional<OtherStreams> others,
        boolean vendor,
        boolean moreNames) {
    private static final String UNFIXED = "unfixed:";
    /** Whose advisories in OSV are about fixes alone, while the vendor publishes what is not fixed elsewhere. */
    private static final String RED_HAT = "Red Hat";

    public OsvScope {
        names = List.copyOf(names);
    }

    /** A language's ecosystem. */
    public static OsvScope language(String ecosystem) {
        return new OsvScope(
                ecosystem, List.of(ecosystem), Optional.empty(), false, false, Optional.empty(), false, false);
    }

    /** A distribution without releases. */
    static OsvScope rolling(String ecosystem, boolean binaryNames) {
        return new OsvScope(
                ecosystem, List.of(ecosystem), Optional.empty(), true, binaryNames, Optional.empty(), false, false);
    }

    /** A distribution whose release has these names, the usual one first. */
    public static OsvScope released(String ecosystem, boolean binaryNames, String... releases) {
        String pattern =
                String.join("|", List.of(releases).stream().map(Pattern::quote).toList());
        return released(ecosystem, binaryNames, Pattern.compile(pattern), false, releases);
    }

    /**
     * A distribution whose release records name in many ways.
     *
     * @param release all of them
     * @param releases some, the usual one first
     */
    static OsvScope matching(String ecosystem, boolean binaryNames, Pattern release, String... releases) {
        return released(ecosystem, binaryNames, release, true, releases);
    }

    private static OsvScope released(
            String ecosystem, boolean binaryNames, Pattern release, boolean moreNames, String... releases) {
        List<String> names =
                List.of(releases).stream().map(r -> ecosystem + ":" + r).toList();
        return new OsvScope(
                ecosystem, names, Optional.of(release), true, binaryNames, Optional.empty(), false, moreNames);
    }

    /** A release of a distribution whose vendor alone publishes about it. */
    static OsvScope ofVendor(String ecosystem, String release) {
        return new OsvScope(
                ecosystem,
                List.of(ecosystem + ":" + release),
                Optional.of(Pattern.compile(Pattern.quote(release))),
                true,
                true,
                Optional.empty(),
                true,
                false);
    }

    OsvScope with(OtherStreams streams) {
        return new OsvScope(
                ecosystem, names, release, operatingSystem, binaryNames, Optional.of(streams), vendor, moreNames);
    }

    /** What is said about {@code affectedEcosystem} may apply here, although it is about another stream. */
    public boolean mayInclude(String affectedEcosystem) {
        return others.isPresent()
                && !includes(affectedEcosystem)
                && !affectedEcosystem.startsWith(ecosystem + ":" + UNFIXED)
                && affectedEcosystem.startsWith(ecosystem + ":")
                && others.get().include(affectedEcosystem.substring(ecosystem.length() + 1));
    }

    /** What is said about {@code affectedEcosystem} applies here. */
    public boolean includes(String affectedEcosystem) {
        String prefix = ecosystem + ":" + UNFIXED;
        return affectedEcosystem.equals(ecosystem)
                || proves(affectedEcosystem)
                || release.isPresent()
                        && affectedEcosystem.startsWith(prefix)
                        && proves(ecosystem + ":" + affectedEcosystem.substring(prefix.length()));
    }

    /**
     * The ecosystem of a vendor's statements about flaws without a fix. They count like any other, but do not show that the
     * data cover those that have one.
     */
    public static String unfixed(String ecosystem, String release) {
        return ecosystem + ":" + UNFIXED + release;
    }

    /** Vulnerabilities without a fix are in no record of OSV, and can be fetched from the vendor. */
    public boolean unfixedApart() {
        return ecosystem.equals(RED_HAT);
    }

    /** It was made by {@link #unfixed}. */
    public static boolean isUnfixed(String affectedEcosystem) {
        return affectedEcosystem
                .substring(ecosystemOf(affectedEcosystem).length())
                .startsWith(":" + UNFIXED);
    }

    /** A record about {@code affectedEcosystem} shows that the data covers this scope. */
    public boolean proves(String affectedEcosystem) {
        if (release.isEmpty()) {
            return affectedEcosystem.equals(ecosystem) || affectedEcosystem.startsWith(ecosystem + ":");
        }
        return affectedEcosystem.startsWith(ecosystem + ":")
                && release.get()
                        .matcher(affectedEcosystem.substring(ecosystem.length() + 1))
                        .matches();
    }

    /** Packages of which the data about this scope, if there is any, has records. */
    public List<Ecosystem.Probe> probes() {
        return operatingSystem
                ? EcosystemEntry.OF_DISTRIBUTIONS
                : Ecosystem.ofOsv(ecosystem).orElseThrow().probes();
    }

    /** As shown to people. */
    public String label() {
        return names.get(0);
    }

    /** The ecosystem of a full name. */
    public static String ecosystemOf(String affectedEcosystem) {
        int colon = affectedEcosystem.indexOf(':');
        return colon < 0 ? affectedEcosystem : affectedEcosystem.substring(0, colon);
    }
}
