/** Vulnerability data for tests: records, exports of any size, a server with faults. */
package io.jenkins.lib.containergate.testkit.osv;
