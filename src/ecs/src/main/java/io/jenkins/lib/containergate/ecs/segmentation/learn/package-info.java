/** Learns from VPC flow logs who really talked to whom, as a proposal that a person reads. */
@NullMarked
package io.jenkins.lib.containergate.ecs.segmentation.learn;

import org.jspecify.annotations.NullMarked;
