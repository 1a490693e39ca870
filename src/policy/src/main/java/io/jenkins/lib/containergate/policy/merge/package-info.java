/** Merges policy layers into one effective policy that is never weaker than any of them. */
@NullMarked
package io.jenkins.lib.containergate.policy.merge;

import org.jspecify.annotations.NullMarked;
