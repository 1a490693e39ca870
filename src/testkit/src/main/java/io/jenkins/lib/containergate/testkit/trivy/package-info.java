/** A fake Trivy server. */
@org.jspecify.annotations.NullMarked
package io.jenkins.lib.containergate.testkit.trivy;
