/** Build steps of freestyle jobs. */
@NullMarked
package io.jenkins.plugins.containergate.builders;

import org.jspecify.annotations.NullMarked;
