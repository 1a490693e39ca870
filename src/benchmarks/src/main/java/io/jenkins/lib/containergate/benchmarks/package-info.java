/** Measures whole gates, beside the least that any program would have to do and beside other scanners. */
@NullMarked
package io.jenkins.lib.containergate.benchmarks;

import org.jspecify.annotations.NullMarked;
