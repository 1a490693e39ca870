/** What a policy allows to reach a service: the values that segments and the map of a cluster share. */
@NullMarked
package io.jenkins.lib.containergate.policy.segment;

import org.jspecify.annotations.NullMarked;
