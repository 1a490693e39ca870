/** The policy as forms and configuration code. Each part is a plain class that writes itself as policy file. */
@NullMarked
package io.jenkins.plugins.containergate.config.policy;

import org.jspecify.annotations.NullMarked;
