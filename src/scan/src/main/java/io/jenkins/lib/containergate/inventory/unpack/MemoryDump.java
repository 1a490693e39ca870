package io.jenkins.lib.containergate.inventory.unpack;

import java.util.Optional;

/** What the memory of a process held, in a file: a dump of the kernel's, of Windows, or of the heap of Java. */
public final class MemoryDump {
    private static final int ELF_TYPE = 16;
    private static final int CORE = 4;

    private MemoryDump() {}

    /**
     * What it is, for people; empty if it is none.
     *
     * @param bytes the first ones of the file
     */
    public static Optional<String> kind(byte[] bytes) {
        Head head = new Head(bytes);
        if (head.starts("\u007fELF") && head.length() > ELF_TYPE + 1) {
            boolean big = head.at(5) == 2;
            int type = head.at(ELF_TYPE + (big ? 1 : 0)) | head.at(ELF_TYPE + (big ? 0 : 1)) << 8;
            return type == CORE ? Optional.of("a core dump") : Optional.empty();
        }
        if (head.starts("JAVA PROFILE 1.0")) {
            return Optional.of("a dump of the heap of Java");
        }
        boolean windows = head.starts("MDMP\u0093\u00a7") || head.starts("PAGEDUMP") || head.starts("PAGEDU64");
        return windows || head.starts("KDUMP   ") || head.starts("DISKDUMP")
                ? Optional.of("a dump of memory")
                : Optional.empty();
    }
}
