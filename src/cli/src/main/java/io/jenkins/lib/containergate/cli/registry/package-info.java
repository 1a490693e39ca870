/** Registries as the command line reaches them: logins of Docker's configuration, trust, plain HTTP. */
@NullMarked
package io.jenkins.lib.containergate.cli.registry;

import org.jspecify.annotations.NullMarked;
