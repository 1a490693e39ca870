package io.jenkins.lib.containergate.ecs.document;

/**
 * Bounds on a document, generous for what ECS itself accepts.
 *
 * @param maxBytes of the file; a Terraform plan of a large project has some MiB
 * @param maxDepth of nesting
 * @param maxValues of the whole document, after template functions were resolved
 * @param maxText characters of one text
 */
public record DocumentLimits(int maxBytes, int maxDepth, int maxValues, int maxText) {
    public static DocumentLimits defaults() {
        return new DocumentLimits(32 << 20, 64, 1_000_000, 4 << 20);
    }
}
