/** {@code ./gate policy}: merge, explain, validate and try policy files. */
@NullMarked
package io.jenkins.lib.containergate.cli.policy;

import org.jspecify.annotations.NullMarked;
