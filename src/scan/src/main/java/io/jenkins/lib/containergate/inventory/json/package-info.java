/** Bounded, streaming reading of package metadata in JSON. */
@NullMarked
package io.jenkins.lib.containergate.inventory.json;

import org.jspecify.annotations.NullMarked;
