/** One run of a gate inside a build: its options, where its work happens, and what its verdict does to the build. */
@NullMarked
package io.jenkins.plugins.containergate.run;

import org.jspecify.annotations.NullMarked;
