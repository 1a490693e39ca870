/** CloudFormation templates: parameters, mappings, conditions, and the functions that can be resolved before deployment. */
@NullMarked
package io.jenkins.lib.containergate.ecs.template;

import org.jspecify.annotations.NullMarked;
