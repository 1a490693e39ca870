/** AWS, asked with its own SDK: the only place that knows it. */
@NullMarked
package io.jenkins.lib.containergate.aws;

import org.jspecify.annotations.NullMarked;
