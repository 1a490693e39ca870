/** Published data that verdicts rest on: where they are published, how they are fetched, verified, kept and carried over. */
@NullMarked
package io.jenkins.lib.containergate.feed;

import org.jspecify.annotations.NullMarked;
