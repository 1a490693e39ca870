/** Fake servers that fail on request. */
@org.jspecify.annotations.NullMarked
package io.jenkins.lib.containergate.testkit.http;
