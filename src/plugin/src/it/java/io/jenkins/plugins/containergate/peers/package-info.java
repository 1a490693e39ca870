/** Programs of others that Jenkins meets in a real installation, each on a port of its own. */
@NullMarked
package io.jenkins.plugins.containergate.peers;

import org.jspecify.annotations.NullMarked;
