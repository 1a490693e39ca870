/** What policies of IAM allow. Whatever is not understood is an error, and what is understood in part counts as allowed. */
@NullMarked
package io.jenkins.lib.containergate.ecs.account.iam;

import org.jspecify.annotations.NullMarked;
