/** Commands that say what a rule, a policy key or a vulnerability is. */
@NullMarked
package io.jenkins.lib.containergate.cli.explain;

import org.jspecify.annotations.NullMarked;
