/** What starts tasks without being a service. */
@NullMarked
package io.jenkins.lib.containergate.aws.start;

import org.jspecify.annotations.NullMarked;
