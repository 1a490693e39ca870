/** The build that a gate runs in, and its log. */
@NullMarked
package io.jenkins.plugins.containergate.build;

import org.jspecify.annotations.NullMarked;
