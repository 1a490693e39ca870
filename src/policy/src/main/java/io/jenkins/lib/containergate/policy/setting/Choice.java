package io.jenkins.lib.containergate.policy.setting;

/** A setting with a few named values, declared from the strictest to the loosest. */
public interface Choice {
    /** The value's name in policy files. */
    String key();
}
