/** What administrators are told of the configuration without asking: what is missing, stale, unreadable or about to expire. */
@NullMarked
package io.jenkins.plugins.containergate.config.health;

import org.jspecify.annotations.NullMarked;
