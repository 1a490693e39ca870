/** The values a policy is made of. */
@NullMarked
package io.jenkins.lib.containergate.policy.setting;

import org.jspecify.annotations.NullMarked;
