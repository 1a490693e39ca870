/** Task definitions with the fixes of their findings applied. */
@NullMarked
package io.jenkins.lib.containergate.ecs.fix;

import org.jspecify.annotations.NullMarked;
