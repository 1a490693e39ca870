/** Signs images for tests, honestly and otherwise: keys, simple signing payloads, envelopes, bundles. */
@NullMarked
package io.jenkins.lib.containergate.testkit.signature;

import org.jspecify.annotations.NullMarked;
