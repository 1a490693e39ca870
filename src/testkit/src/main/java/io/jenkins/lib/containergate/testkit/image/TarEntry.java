package io.jenkins.lib.containergate.testkit.image;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One entry of a tar, exactly as it shall be written.
 *
 * @param type the type flag: {@code 0} file, {@code 1} hard link, {@code 2} symbolic link, {@code 3} and {@code 4}
 *     devices, {@code 5} directory, {@code 6} FIFO, or anything else
 * @param declaredSize the size the header claims, when it is to differ from the content's
 * @param pax records of an extended header put before the entry
 */
public record TarEntry(
        String path,
        char type,
        Content content,
        OptionalLong declaredSize,
        int mode,
        int userId,
        int groupId,
        String linkTarget,
        Map<String, String> pax) {
    public TarEntry {
        pax = new TreeMap<>(pax);
    }

    public static TarEntry of(char type, String path) {
        return new TarEntry(
                path,
                type,
                Content.of(new byte[0]),
                OptionalLong.empty(),
                type == '5' ? 0755 : 0644,
                0,
                0,
                "",
                Map.of());
    }

    public static TarEntry file(String path, Content content) {
        return of('0', path).withContent(content);
    }

    public TarEntry withContent(Content value) {
        return new TarEntry(path, type, value, declaredSize, mode, userId, groupId, linkTarget, pax);
    }

    public TarEntry withDeclaredSize(long value) {
        return new TarEntry(path, type, content, OptionalLong.of(value), mode, userId, groupId, linkTarget, pax);
    }

    public TarEntry withMode(int value) {
        return new TarEntry(path, type, content, declaredSize, value, userId, groupId, linkTarget, pax);
    }

    public TarEntry withOwner(int user, int group) {
        return new TarEntry(path, type, content, declaredSize, mode, user, group, linkTarget, pax);
    }

    public TarEntry withLinkTarget(String value) {
        return new TarEntry(path, type, content, declaredSize, mode, userId, groupId, value, pax);
    }

    public TarEntry withPax(String key, String value) {
        Map<String, String> more = new TreeMap<>(pax);
        more.put(key, value);
        return new TarEntry(path, type, content, declaredSize, mode, userId, groupId, linkTarget, more);
    }
}
