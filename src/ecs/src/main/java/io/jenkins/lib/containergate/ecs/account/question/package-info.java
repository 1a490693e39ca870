/** What rules want to know of AWS. */
@NullMarked
package io.jenkins.lib.containergate.ecs.account.question;

import org.jspecify.annotations.NullMarked;
