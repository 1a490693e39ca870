/** The verdict of a gate as a signed attestation, as its reader sees it. */
@NullMarked
package io.jenkins.lib.containergate.signature.verdict;

import org.jspecify.annotations.NullMarked;
