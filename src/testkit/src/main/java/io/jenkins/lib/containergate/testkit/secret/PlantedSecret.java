package io.jenkins.lib.containergate.testkit.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A secret as people leave it in a file.
 *
 * @param kind what it is, for messages
 * @param path of the file, from the root of a tree or an image
 * @param content of the file; not copied
 * @param values what nobody may read anywhere else, without the beginning that all secrets of the kind have
 */
public record PlantedSecret(String kind, String path, byte[] content, List<String> values) {
    public PlantedSecret {
        values = List.copyOf(values);
    }

    static PlantedSecret text(String kind, String path, String content, String... values) {
        return new PlantedSecret(kind, path, content.getBytes(StandardCharsets.UTF_8), List.of(values));
    }

    /** The path as findings show it, with a secret in it masked. */
    public String shownPath() {
        String shown = path;
        for (String value : values) {
            shown = shown.replace("ghp_" + value, "******");
        }
        return shown;
    }

    @Override
    public String toString() {
        return kind + " in " + path;
    }
}
