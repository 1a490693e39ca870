package io.jenkins.lib.containergate.testkit.image;

/** What a tar does with names that do not fit into its 100 bytes. */
public enum LongNames {
    PAX,
    GNU
}
