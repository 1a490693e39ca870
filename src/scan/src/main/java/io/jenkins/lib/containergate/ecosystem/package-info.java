/** What is known of package ecosystems and distributions, each in one entry of one table. */
@NullMarked
package io.jenkins.lib.containergate.ecosystem;

import org.jspecify.annotations.NullMarked;
