/** Text from hostile sources, made fit for people: one way to show it, used by every message and report. */
@NullMarked
package io.jenkins.lib.containergate.text;

import org.jspecify.annotations.NullMarked;
