package io.jenkins.lib.containergate.ecs.account.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to raise an alarm, and the patterns of metric filters that count all of it: those of the CIS AWS Foundations Benchmark,
 * and wider ones. A pattern of another form may count less, and does not count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
enum AuditPattern {
    ROOT("uses of the root user") {
        @Override
        boolean counts(String pattern) {
            List<String> terms = Arrays.asList(pattern.split("&&", -1));
            return terms.contains("$.userIdentity.type=Root") && ROOT_TERMS.containsAll(terms);
        }
    },
    IAM("changes of IAM policies") {
        @Override
        boolean counts(String pattern) {
            String events =
                    pattern.startsWith(IAM_SOURCE + "&&") ? pattern.substring(IAM_SOURCE.length() + 2) : pattern;
            // "a && b || c" is another pattern than "a && (b || c)", and counts less
            return pattern.equals(IAM_SOURCE)
                    || !events.contains("&&")
                            && Arrays.stream(events.split("\\|\\|", -1))
                                    .collect(Collectors.toSet())
                                    .containsAll(IAM_EVENTS);
        }
    };

    private static final Set<String> ROOT_TERMS =
            Set.of("$.userIdentity.type=Root", "$.userIdentity.invokedByNOTEXISTS", "$.eventType!=AwsServiceEvent");
    private static final String IAM_SOURCE = "$.eventSource=iam.amazonaws.com";
    private static final Set<String> IAM_EVENTS = Arrays.stream(("DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy"
                            + " PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion"
                            + " DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy"
                            + " AttachGroupPolicy DetachGroupPolicy")
                    .split(" "))
            .map(event -> "$.eventName=" + event)
            .collect(Collectors.toUnmodifiableSet());

    private final String text;

    AuditPattern(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether a metric filter with this pattern counts all of it. */
    boolean covers(String pattern) {
        // without braces it is text that is looked for, not members of events
        String stripped = pattern.strip();
        return stripped.startsWith("{") && stripped.endsWith("}") && counts(pattern.replaceAll("[\\s\"(){}]", ""));
    }

    /** @param pattern without blanks, quotes, brackets and braces */
    abstract boolean counts(String pattern);
}
