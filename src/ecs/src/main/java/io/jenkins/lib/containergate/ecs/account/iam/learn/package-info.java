/** Learns from CloudTrail which of its permissions a role uses, as a proposal that a person reads. */
@NullMarked
package io.jenkins.lib.containergate.ecs.account.iam.learn;

import org.jspecify.annotations.NullMarked;
