/** Credentials, found on the controller by their ids. */
@NullMarked
package io.jenkins.plugins.containergate.credentials;

import org.jspecify.annotations.NullMarked;
