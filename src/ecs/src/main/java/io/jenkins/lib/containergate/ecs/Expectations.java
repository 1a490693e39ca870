package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the rules of a policy compare with. A list that the policy does not have leaves its rule nothing to ask.
 *
 * @param registries repositories that images may come from, as {@code REGISTRY/PATH}
 * @param environmentFiles files in S3 that variables may come from, as {@code BUCKET/KEY}
 * @param hostPaths directories of instances that tasks may mount
 * @param commands what containers may be told to run, words joined by blanks
 * @param admissionHooks ARNs of the deployment hooks of which a service has to have one
 * @param permissions actions of IAM, in lower case, that the role of a task may be allowed
 * @param secrets tells whether a setting holds a secret in plain text, with the organisation's own rules
 */
public record Expectations(
        Optional<AllowList> registries,
        Optional<AllowList> environmentFiles,
        Optional<AllowList> hostPaths,
        Optional<AllowList> commands,
        Optional<AllowList> admissionHooks,
        Optional<AllowList> permissions,
        PlaintextSecrets secrets) {
    public static Expectations none() {
        return new Expectations(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PlaintextSecrets.standard());
    }

    /**
     * What a policy allows by name.
     *
     * @param patterns as the policy writes them, for messages
     * @param allows whether one of them is the name's
     */
    public record AllowList(List<String> patterns, Predicate<String> allows) {
        public AllowList {
            patterns = List.copyOf(patterns);
        }

        /** {@code one of [a/**, b]}. */
        public String expected() {
            return "one of " + patterns;
        }
    }
}
