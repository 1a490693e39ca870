/** Who can reach whom in a VPC. */
@NullMarked
package io.jenkins.lib.containergate.cloud.network;

import org.jspecify.annotations.NullMarked;
