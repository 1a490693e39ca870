/** Makes the files of a release from what the build made; the same inputs give the same bytes. */
@NullMarked
package io.jenkins.lib.containergate.release;

import org.jspecify.annotations.NullMarked;
