package io.jenkins.lib.containergate.layer;

/**
 * What an entry whose path leads through a symbolic link does to the place the link leads to: runtimes differ.
 *
 * @param writes where files are written to
 * @param deletes whether a whiteout deletes there
 * @param empties whether a marker of an opaque directory empties there
 */
record LinkRule(Links writes, boolean deletes, boolean empties) {
    /** The symbolic links that are followed when a file is written. */
    enum Links {
        /** None: each path is a path of its own, as for programs that index the tar and mount it as it is. */
        NONE,
        /** Those of the same layer: every layer is unpacked into its own directory, then mounted as an overlay. */
        OF_THE_LAYER,
        /** All: every layer is unpacked into the same directory, one after the other. */
        ALL
    }

    static final LinkRule LITERAL = new LinkRule(Links.NONE, false, false);
}
