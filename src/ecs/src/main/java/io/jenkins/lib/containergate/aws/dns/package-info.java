/** How names are looked up in a VPC, and what is filtered and recorded of it. */
@NullMarked
package io.jenkins.lib.containergate.aws.dns;

import org.jspecify.annotations.NullMarked;
