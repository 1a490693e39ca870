package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.policy.PolicyNote;

record NoteDocument(String kind, String text) {
    static NoteDocument of(PolicyNote note) {
        return new NoteDocument(Bounded.text(note.kind()), Bounded.text(note.text()));
    }

    PolicyNote note() {
        return new PolicyNote(kind, text);
    }
}
