package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.policy.setting.Choice.AwsLookups;

/** What becomes of a question to AWS that has no answer. Declared from the strictest to the loosest; none takes it for a good one. */
public enum MissingAnswers {
    /** Every question has to be answered, also where AWS was not asked at all. */
    REQUIRED,
    /** What was asked has to be answered. */
    ASKED,
    /** A permission that is missing lets the question be; a fault does not. */
    OPTIONAL;

    /** What a policy demands. */
    public static MissingAnswers of(AwsLookups lookups) {
        return switch (lookups) {
            case REQUIRED -> REQUIRED;
            case ASKED -> ASKED;
            case OPTIONAL -> OPTIONAL;
        };
    }

    /** The same answer; without one, {@link Lookup.NotAsked} where the question may be left open, a failure where it may not. */
    public <T> Lookup<T> heed(Lookup<T> lookup) {
        if (this == REQUIRED && lookup instanceof Lookup.NotAsked<T> not) {
            return new Lookup.Failed<>(
                    "no AWS lookups: " + not.reason(), "the policy requires AWS lookups: allow them");
        }
        if (this == OPTIONAL && lookup instanceof Lookup.Denied<T> denied) {
            return new Lookup.NotAsked<>("the credentials lack the permission " + denied.permission());
        }
        return lookup;
    }
}
