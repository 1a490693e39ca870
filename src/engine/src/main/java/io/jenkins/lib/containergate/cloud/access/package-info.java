/** Roles of IAM and what they may do. */
@NullMarked
package io.jenkins.lib.containergate.cloud.access;

import org.jspecify.annotations.NullMarked;
