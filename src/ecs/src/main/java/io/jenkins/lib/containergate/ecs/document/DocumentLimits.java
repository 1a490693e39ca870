package io.jenkins.lib.containergate.ecs.document;

/**
 * Bounds on a document, generous for what ECS itself accepts.
 *
 * @param maxBytes of the file; a Terraform plan of a large project has some MiB
 * @param maxDepth of nesting
 * @param maxValues of the whole document, after template functions were resolved
 * @param maxText characters of one text
 * @param maxItems elements of one list of a task definition; ECS takes ten containers
 * @param maxDefinitions task definitions of one document; CloudFormation takes 500 resources
 */
public record DocumentLimits(int maxBytes, int maxDepth, int maxValues, int maxText, int maxItems, int maxDefinitions) {
    public static DocumentLimits defaults() {
        return new DocumentLimits(32 << 20, 64, 1_000_000, 4 << 20, 1_000, 2_000);
    }
}
