/** Learns from the audit records and findings of a test run how a container can be confined, as a proposal that a person reads. */
@NullMarked
package io.jenkins.lib.containergate.ecs.confinement;

import org.jspecify.annotations.NullMarked;
