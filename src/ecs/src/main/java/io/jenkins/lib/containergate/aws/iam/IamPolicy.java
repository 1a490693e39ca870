package io.jenkins.lib.containergate.aws.iam;

/**
 * @param name of an inline policy, ARN of a managed one
 * @param document JSON in the grammar of IAM policies, as somebody wrote it: hostile until parsed
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar</a>
 */
public record IamPolicy(Kind kind, String name, String document) {
    public enum Kind {
        MANAGED,
        INLINE
    }
}
