package io.jenkins.lib.containergate.archive;

import io.jenkins.lib.containergate.text.SafeText;
import java.nio.charset.StandardCharsets;

/** Canonical form of entry names: no leading slash, no empty and no {@code .} segment, no slash at the end. */
public final class EntryPath {
    /** Bytes of one segment; what is longer no file system of a container host can hold. */
    private static final int MAX_SEGMENT = 255;

    private EntryPath() {}

    /**
     * @return the canonical path, empty for the root directory
     * @throws MalformedArchiveException when a segment is {@code ..} or too long
     */
    public static String canonical(String name) throws MalformedArchiveException {
        if (isCanonical(name)) {
            return name;
        }
        StringBuilder path = new StringBuilder(name.length());
        for (String segment : name.split("/")) {
            if (segment.equals("..")) {
                throw new MalformedArchiveException(
                        SafeText.quoted(name) + " points outside of its directory with '..'");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT) {
                throw new MalformedArchiveException(
                        SafeText.quoted(name) + " has a file name of more than " + MAX_SEGMENT + " bytes");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                path.append(path.isEmpty() ? "" : "/").append(segment);
            }
        }
        return path.toString();
    }

    /** Most names are; certain only for short segments of ASCII. */
    private static boolean isCanonical(String name) {
        int segmentStart = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '/';
            if (c == '/') {
                int length = i - segmentStart;
                boolean dots = length > 0 && length <= 2 && name.charAt(segmentStart) == '.';
                if (length == 0 || dots || length > MAX_SEGMENT) {
                    return false;
                }
                segmentStart = i + 1;
            } else if (c > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
