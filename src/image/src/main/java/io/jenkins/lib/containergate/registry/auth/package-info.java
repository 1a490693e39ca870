/** Logging in to registries: challenges, tokens, and where logins come from. */
@NullMarked
package io.jenkins.lib.containergate.registry.auth;

import org.jspecify.annotations.NullMarked;
