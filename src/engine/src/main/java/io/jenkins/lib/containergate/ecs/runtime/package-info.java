/** What runs in a cluster, what is known of it, and the rules on it: is it what passed, and would it pass today? */
@NullMarked
package io.jenkins.lib.containergate.ecs.runtime;

import org.jspecify.annotations.NullMarked;
