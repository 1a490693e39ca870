/** Errors that name the input, what is wrong with it and what to do about it. */
@NullMarked
package io.jenkins.lib.containergate.fault;

import org.jspecify.annotations.NullMarked;
