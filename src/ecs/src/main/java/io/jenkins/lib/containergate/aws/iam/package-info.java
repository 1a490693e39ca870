/** Roles of IAM and what they may do. */
@NullMarked
package io.jenkins.lib.containergate.aws.iam;

import org.jspecify.annotations.NullMarked;
