/** AWS, asked with its own SDK: the only place that knows it. */
@NullMarked
package io.jenkins.lib.containergate.awssdk;

import org.jspecify.annotations.NullMarked;
