/** Task definitions as they may be shown: no value that can be a secret. */
@NullMarked
package io.jenkins.lib.containergate.ecs.excerpt;

import org.jspecify.annotations.NullMarked;
