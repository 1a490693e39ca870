/** Instances of EC2 that tasks run on. */
@NullMarked
package io.jenkins.lib.containergate.aws.ec2;

import org.jspecify.annotations.NullMarked;
