/** Rules of a policy's own, written in the Common Expression Language (CEL): what they may say, know and cost. */
@NullMarked
package io.jenkins.lib.containergate.policy.cel;

import org.jspecify.annotations.NullMarked;
