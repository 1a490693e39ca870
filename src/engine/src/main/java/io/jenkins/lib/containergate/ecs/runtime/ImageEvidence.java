package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;

/**
 * What is known of an image that runs.
 *
 * @param verdict what the verdicts on it amount to
 * @param tag whether the tag it was started by still means it
 * @param waivers whether what its verdict waived still is
 * @param vulnerabilities whether what is known by now would still pass
 */
public record ImageEvidence(VerdictStanding verdict, Standing tag, Standing waivers, Standing vulnerabilities) {}
