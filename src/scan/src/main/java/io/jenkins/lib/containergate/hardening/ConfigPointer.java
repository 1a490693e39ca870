package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.finding.Location;

/** Places in the image configuration. */
public final class ConfigPointer {
    private static final String DOCUMENT = "config";

    private static final int MAX_MEMBER = 300;

    private ConfigPointer() {}

    /** @param key of the object {@code config}, such as {@code User} */
    public static Location setting(String key) {
        return Location.atPointer(DOCUMENT, "/config/" + key);
    }

    /** @param member of that setting's value, as written there; one too long to show points to the setting instead */
    public static Location setting(String key, String member) {
        if (member.length() > MAX_MEMBER) {
            return setting(key);
        }
        String escaped = member.replace("~", "~0").replace("/", "~1");
        return Location.atPointer(DOCUMENT, "/config/" + key + "/" + escaped);
    }

    /** @param index of the entry, from 0 */
    public static Location history(int index) {
        return Location.atPointer(DOCUMENT, "/history/" + index);
    }
}
