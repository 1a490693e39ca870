package io.jenkins.lib.containergate.testkit.image;

/** How a layer is stored. */
public enum Compression {
    NONE(""),
    GZIP("gzip"),
    /** Many gzip members one after the other, as eStargz and parallel compressors write. */
    GZIP_MEMBERS("gzip"),
    ZSTD("zstd"),
    /** Many zstd frames and a skippable frame at the end, as zstd:chunked writes. */
    ZSTD_FRAMES("zstd");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What the media type says: {@code gzip}, {@code zstd} or nothing. */
    String suffix() {
        return suffix;
    }
}
