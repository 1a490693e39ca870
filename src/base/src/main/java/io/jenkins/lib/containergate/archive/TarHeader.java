package io.jenkins.lib.containergate.archive;

/**
 * One entry of a tar after extended headers were applied.
 *
 * @param name as stored, see {@link EntryName#decode}
 * @param type the type flag, {@code 0} for every regular file
 * @param size of the content that follows; 0 for types that never have content, whatever their header says
 * @param linkName target of a symbolic or hard link, empty otherwise
 * @param notes other text that the header or extended headers hold, if it is long enough for a secret: attributes, comments and owners,
 *     a line each
 * @param attributes those of global headers before it included, which some runtimes apply
 */
public record TarHeader(
        String name,
        char type,
        long size,
        long mode,
        long userId,
        long groupId,
        String linkName,
        String notes,
        ExtendedAttributes attributes) {
    public static final char FILE = '0';
    public static final char HARD_LINK = '1';
    public static final char SYMBOLIC_LINK = '2';
    public static final char CHARACTER_DEVICE = '3';
    public static final char BLOCK_DEVICE = '4';
    public static final char DIRECTORY = '5';
    public static final char FIFO = '6';
}
