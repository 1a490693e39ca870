package io.jenkins.lib.containergate.policy.yaml;

/**
 * One thing wrong in a policy file.
 *
 * @param file as the user knows it
 * @param line from 1
 */
public record PolicyProblem(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
