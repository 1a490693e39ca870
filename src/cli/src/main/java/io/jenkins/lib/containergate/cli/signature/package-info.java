/** Commands about who signed an image: verify, attest. */
@NullMarked
package io.jenkins.lib.containergate.cli.signature;

import org.jspecify.annotations.NullMarked;
