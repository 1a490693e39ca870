/** Which resource types and members this version evaluates, which it leaves out and why: what is in neither list is undecided. */
@NullMarked
package io.jenkins.lib.containergate.ecs.census;

import org.jspecify.annotations.NullMarked;
