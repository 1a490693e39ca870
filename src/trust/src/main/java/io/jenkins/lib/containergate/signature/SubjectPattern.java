package io.jenkins.lib.containergate.signature;

import java.util.function.Predicate;

/**
 * Which subjects of a certificate are meant; anchored at both ends.
 *
 * @param text as the policy has it
 */
public record SubjectPattern(String text, Predicate<String> test) {

    public static SubjectPattern exactly(String subject) {
        return new SubjectPattern(subject, subject::equals);
    }

    public boolean matches(String subject) {
        return test.test(subject);
    }

    @Override
    public String toString() {
        return text;
    }
}
