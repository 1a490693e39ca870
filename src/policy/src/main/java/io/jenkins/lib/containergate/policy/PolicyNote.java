package io.jenkins.lib.containergate.policy;

/**
 * Something about the policy worth a look.
 *
 * @param kind short machine-readable word: {@code unused-waiver}, {@code expired-waiver},
 *     {@code waiver-expires-soon}, {@code waiver-too-low} (what it matches is worse than it may cover),
 *     {@code stale-vulnerability-data}
 */
public record PolicyNote(String kind, String text) {}
