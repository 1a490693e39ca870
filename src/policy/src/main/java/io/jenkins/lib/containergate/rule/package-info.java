/** The frame of a rule: its metadata, its result, and the table of all results. Families of rules bring their own input. */
@NullMarked
package io.jenkins.lib.containergate.rule;

import org.jspecify.annotations.NullMarked;
