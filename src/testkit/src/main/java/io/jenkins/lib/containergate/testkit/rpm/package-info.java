/** Writes rpm databases from the descriptions of their formats, without rpm and without the engine. */
@NullMarked
package io.jenkins.lib.containergate.testkit.rpm;

import org.jspecify.annotations.NullMarked;
