/** Who can reach whom in a VPC. */
@NullMarked
package io.jenkins.lib.containergate.aws.vpc;

import org.jspecify.annotations.NullMarked;
