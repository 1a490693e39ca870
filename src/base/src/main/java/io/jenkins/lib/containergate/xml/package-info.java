/** XML from hostile sources: no document types, no entities of its own, everything within bounds. */
@NullMarked
package io.jenkins.lib.containergate.xml;

import org.jspecify.annotations.NullMarked;
