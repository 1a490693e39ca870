/** Which verdict was given on what, when and under what: a local index, worth as much as who can write to it. */
@NullMarked
package io.jenkins.lib.containergate.ledger;

import org.jspecify.annotations.NullMarked;
