/** What the engine tells the outside while it works; the engine has no logger. */
@NullMarked
package io.jenkins.lib.containergate.progress;

import org.jspecify.annotations.NullMarked;
