/** The policy as a text in the form, as configuration code, and as former releases saved it. */
@NullMarked
package io.jenkins.plugins.containergate.config.policy;

import org.jspecify.annotations.NullMarked;
