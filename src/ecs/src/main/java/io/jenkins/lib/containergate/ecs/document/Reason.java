package io.jenkins.lib.containergate.ecs.document;

/** Why a value is known only when the task is deployed, and what makes it known before. */
public sealed interface Reason {
    /** One clause, as in "the parameter Image has no default". */
    String text();

    /** A value for this parameter makes it known. */
    record Parameter(String text, String name) implements Reason {}

    /** It depends on something for which parameters may have to be given. */
    record Dependent(String text) implements Reason {}

    /** No parameter makes it known: another resource, stack or service says it. */
    record Deployment(String text) implements Reason {}

    /** A macro, another file or another stack makes it: texts that lead to it are no part of it. */
    record Elsewhere(String text) implements Reason {}

    /** Terraform says it when it has applied the plan. */
    record Apply(String text) implements Reason {}

    /** A tool fills it in before the task definition is registered. */
    record Rendering(String text) implements Reason {}
}
