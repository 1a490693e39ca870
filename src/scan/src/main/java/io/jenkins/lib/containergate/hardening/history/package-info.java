/** How the image was built, as far as its history tells, and what shells make of a command. */
@NullMarked
package io.jenkins.lib.containergate.hardening.history;

import org.jspecify.annotations.NullMarked;
