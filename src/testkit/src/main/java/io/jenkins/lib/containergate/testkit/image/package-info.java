/**
 * Writes container images for tests, true and lying ones. Shares no code with the engine, so that what the engine reads
 * back was written by someone else.
 */
@NullMarked
package io.jenkins.lib.containergate.testkit.image;

import org.jspecify.annotations.NullMarked;
