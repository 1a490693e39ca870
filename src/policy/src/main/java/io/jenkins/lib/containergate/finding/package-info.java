/** What a detector says is wrong, where, and why: the vocabulary of every gate. */
@NullMarked
package io.jenkins.lib.containergate.finding;

import org.jspecify.annotations.NullMarked;
