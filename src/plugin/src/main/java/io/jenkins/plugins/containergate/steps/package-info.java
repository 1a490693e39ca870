/** Pipeline steps. */
@NullMarked
package io.jenkins.plugins.containergate.steps;

import org.jspecify.annotations.NullMarked;
