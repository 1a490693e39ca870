/** Terraform plans and states in JSON. */
@NullMarked
package io.jenkins.lib.containergate.ecs.terraform;

import org.jspecify.annotations.NullMarked;
