/** What Amazon Inspector scans, and what it found. */
@NullMarked
package io.jenkins.lib.containergate.aws.inspector;

import org.jspecify.annotations.NullMarked;
