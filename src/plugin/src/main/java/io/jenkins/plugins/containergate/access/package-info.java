/** How a build reaches registries and AWS: with the credentials of the job, or those of the organisation. */
@NullMarked
package io.jenkins.plugins.containergate.access;

import org.jspecify.annotations.NullMarked;
