/** A registry for tests: with logins, referrers and faults. */
@NullMarked
package io.jenkins.lib.containergate.testkit.registry;

import org.jspecify.annotations.NullMarked;
