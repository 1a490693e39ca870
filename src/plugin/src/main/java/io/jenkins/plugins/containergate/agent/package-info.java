/** What agents read, search and ask, how they are given it, and how their answers are held against the question. */
@NullMarked
package io.jenkins.plugins.containergate.agent;

import org.jspecify.annotations.NullMarked;
