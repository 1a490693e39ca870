package io.jenkins.lib.containergate.inventory.dotnet;

import io.jenkins.lib.containergate.inventory.binary.PeFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Programs and libraries of .NET, in the format of Windows on every system: their data directory names a header of the common
 * language runtime.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#optional-header-data-directories-image-only">
 *     PE format, data directories</a>
 */
public final class ManagedAssembly {
    private static final int SIGNATURE_POINTER = 0x3c;
    private static final int OPTIONAL = 24;
    private static final int PE32_PLUS = 0x20b;
    private static final int DIRECTORIES = 96;
    private static final int DIRECTORIES_PLUS = 112;
    private static final int RUNTIME_HEADER = 14;

    private ManagedAssembly() {}

    /** Whether a file is called like one. */
    static boolean named(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return lower.endsWith(".dll") || lower.endsWith(".exe") || lower.endsWith(".winmd");
    }

    /** @param head the first bytes of a file */
    public static boolean is(byte[] head) {
        if (!PeFormat.isProgram(head)) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int optional = bytes.getInt(SIGNATURE_POINTER) + OPTIONAL;
        if (optional + DIRECTORIES_PLUS + (RUNTIME_HEADER + 1) * Long.BYTES > head.length) {
            return false;
        }
        boolean wide = Short.toUnsignedInt(bytes.getShort(optional)) == PE32_PLUS;
        int directories = optional + (wide ? DIRECTORIES_PLUS : DIRECTORIES);
        boolean listed = Integer.toUnsignedLong(bytes.getInt(directories - Integer.BYTES)) > RUNTIME_HEADER;
        return listed && bytes.getInt(directories + RUNTIME_HEADER * Long.BYTES) != 0;
    }
}
