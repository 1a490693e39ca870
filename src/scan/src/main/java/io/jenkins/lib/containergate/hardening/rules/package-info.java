/** One class per hardening rule. */
@NullMarked
package io.jenkins.lib.containergate.hardening.rules;

import org.jspecify.annotations.NullMarked;
