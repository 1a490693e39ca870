/** Which of two versions is newer, in the rules of each ecosystem. */
@NullMarked
package io.jenkins.lib.containergate.ecosystem.version;

import org.jspecify.annotations.NullMarked;
