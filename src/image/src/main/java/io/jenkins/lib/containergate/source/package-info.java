/** Where images come from: archives, layouts, registries. */
@NullMarked
package io.jenkins.lib.containergate.source;

import org.jspecify.annotations.NullMarked;
