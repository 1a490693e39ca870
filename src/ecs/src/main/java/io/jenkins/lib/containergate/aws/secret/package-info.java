/** What tasks fetch when they start: secrets, parameters and files of environment variables. */
@NullMarked
package io.jenkins.lib.containergate.aws.secret;

import org.jspecify.annotations.NullMarked;
