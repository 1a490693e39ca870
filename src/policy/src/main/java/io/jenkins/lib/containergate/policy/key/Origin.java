package io.jenkins.lib.containergate.policy.key;

/**
 * Where a value was said.
 *
 * @param layer name of the policy layer: {@code org}, {@code folder}, a file's name
 * @param file as the user knows it
 * @param line from 1; 0 for what nobody wrote
 */
public record Origin(String layer, String file, int line) {
    /** What no layer says, as if the built-in policy did. */
    public static final Origin DEFAULT = new Origin("built-in", "", 0);

    /** {@code team.yaml:7}, with the layer before it when it has a name of its own. */
    public String place() {
        if (line == 0) {
            return layer;
        }
        String position = file + ":" + line;
        return layer.equals(file) ? position : layer + " (" + position + ")";
    }
}
