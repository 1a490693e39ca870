/** Certificates for test servers. */
@NullMarked
package io.jenkins.lib.containergate.testkit.tls;

import org.jspecify.annotations.NullMarked;
