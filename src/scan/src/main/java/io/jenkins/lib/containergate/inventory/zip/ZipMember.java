package io.jenkins.lib.containergate.inventory.zip;

/**
 * One entry of an archive's central directory.
 *
 * @param method 0 stored, 8 deflated; others exist and are refused when the content is wanted
 * @param compressedSize bytes of its data in the archive
 * @param note its comment and extra fields, as far as they are long enough for a secret; not those that are numbers
 * @param headerOffset position of its local header in the archive
 */
public record ZipMember(
        String name, int method, boolean encrypted, long compressedSize, long size, String note, long headerOffset) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    /** Bytes that nothing takes when it is deflated. */
    private static final int DEFLATED_NOTHING = 2;

    public boolean directory() {
        return name.endsWith("/");
    }

    /** Whether nothing is in it by both its sizes; of a size alone an archive may lie. */
    public boolean empty() {
        return size == 0 && compressedSize <= DEFLATED_NOTHING;
    }
}
