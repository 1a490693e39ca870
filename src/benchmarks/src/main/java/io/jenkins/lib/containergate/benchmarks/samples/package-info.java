/** Samples that other scanners publish with their rules, read from their sources; none of them is part of this project. */
@NullMarked
package io.jenkins.lib.containergate.benchmarks.samples;

import org.jspecify.annotations.NullMarked;
