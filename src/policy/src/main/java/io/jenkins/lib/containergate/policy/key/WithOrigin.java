package io.jenkins.lib.containergate.policy.key;

/** An entry of one of the policy's lists and who wrote it. */
public record WithOrigin<T>(T value, Origin origin) {}
