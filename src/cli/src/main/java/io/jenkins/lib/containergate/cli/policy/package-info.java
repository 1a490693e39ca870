/** {@code ./gate policy}: merge, explain and validate policy files. */
@NullMarked
package io.jenkins.lib.containergate.cli.policy;

import org.jspecify.annotations.NullMarked;
