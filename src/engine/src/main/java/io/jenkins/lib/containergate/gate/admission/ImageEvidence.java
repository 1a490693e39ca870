package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.policy.Verdict;

/**
 * What is known of an image that a deployment brings.
 *
 * @param verdict who signed it, and what its attested verdicts amount to
 * @param scanned whether its attested verdict says that what it holds passed
 */
record ImageEvidence(Verdict verdict, ImageAnswer scanned) {}
