/** Commands about what runs: drift, posture, and the ledger of what passed. */
@NullMarked
package io.jenkins.lib.containergate.cli.drift;

import org.jspecify.annotations.NullMarked;
