/** Docker Content Trust: The Update Framework as Notary v1 speaks it, with pinned roots and remembered versions (C.6). */
@NullMarked
package io.jenkins.lib.containergate.signature.contenttrust;

import org.jspecify.annotations.NullMarked;
