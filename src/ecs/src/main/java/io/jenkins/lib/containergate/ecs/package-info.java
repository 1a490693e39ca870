/** Would a task run hardened, least-privileged and segmented? Task definitions, how they are read, and the rules on them. */
@NullMarked
package io.jenkins.lib.containergate.ecs;

import org.jspecify.annotations.NullMarked;
