/** Load balancers of Elastic Load Balancing and the web ACLs of AWS WAF in front of tasks. */
@NullMarked
package io.jenkins.lib.containergate.aws.elb;

import org.jspecify.annotations.NullMarked;
