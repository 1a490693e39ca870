/** The table of settings: each with its key, its format and the order in which it only tightens. */
@NullMarked
package io.jenkins.lib.containergate.policy.key;

import org.jspecify.annotations.NullMarked;
