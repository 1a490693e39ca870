/** Vulnerability data for tests: records, exports of any size, a server with faults. */
@NullMarked
package io.jenkins.lib.containergate.testkit.osv;

import org.jspecify.annotations.NullMarked;
