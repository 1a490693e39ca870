/** Values in the distinguished encoding rules. */
@NullMarked
package io.jenkins.lib.containergate.der;

import org.jspecify.annotations.NullMarked;
