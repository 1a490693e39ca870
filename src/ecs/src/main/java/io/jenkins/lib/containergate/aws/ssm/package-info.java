/** What AWS Systems Manager knows of hosts and of the images that AWS recommends for them. */
@NullMarked
package io.jenkins.lib.containergate.aws.ssm;

import org.jspecify.annotations.NullMarked;
