package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.aws.MissingAnswers;

/** Whether rules may be left open that need an answer of AWS. */
public enum AwsLookups implements Choice {
    REQUIRED("required", MissingAnswers.REQUIRED),
    ASKED("asked", MissingAnswers.ASKED),
    OPTIONAL("optional", MissingAnswers.OPTIONAL);

    private final String key;
    private final MissingAnswers missing;

    AwsLookups(String key, MissingAnswers missing) {
        this.key = key;
        this.missing = missing;
    }

    @Override
    public String key() {
        return key;
    }

    public MissingAnswers missing() {
        return missing;
    }
}
