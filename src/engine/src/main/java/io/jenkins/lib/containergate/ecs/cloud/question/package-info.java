/** What rules want to know of AWS. */
@NullMarked
package io.jenkins.lib.containergate.ecs.cloud.question;

import org.jspecify.annotations.NullMarked;
