package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.policy.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record SubjectDocument(
        String reference,
        @NullAllowed @Nullable String digest,
        @NullAllowed @Nullable String platform,
        @NullAllowed @Nullable String note) {
    static SubjectDocument of(Subject subject) {
        return new SubjectDocument(
                Bounded.text(subject.reference()),
                Bounded.text(subject.digest()),
                Bounded.text(subject.platform()),
                Bounded.text(subject.note()));
    }

    Subject subject() {
        return new Subject(
                reference, Optional.ofNullable(digest), Optional.ofNullable(platform), Optional.ofNullable(note));
    }
}
