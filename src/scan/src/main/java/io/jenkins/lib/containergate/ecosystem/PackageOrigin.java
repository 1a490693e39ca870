package io.jenkins.lib.containergate.ecosystem;

/** Who built a package of an operating system, by its own word. The advisories of a distribution are about its own packages. */
public sealed interface PackageOrigin {
    /** The distribution itself. */
    record OfDistribution() implements PackageOrigin {}

    /**
     * Somebody else, so that the distribution's advisories say nothing about it.
     *
     * @param vendor as it names itself: {@code Fedora Project}, {@code docker.com}
     */
    record OfOthers(String vendor) implements PackageOrigin {}

    /** Nothing tells. */
    record Unknown() implements PackageOrigin {}
}
