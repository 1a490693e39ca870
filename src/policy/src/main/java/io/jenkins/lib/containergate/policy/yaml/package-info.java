/** Hostile YAML text to a small tree that remembers its lines, with every problem listed; and back to YAML. */
@NullMarked
package io.jenkins.lib.containergate.policy.yaml;

import org.jspecify.annotations.NullMarked;
