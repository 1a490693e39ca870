/** Gems as RubyGems installs them. */
@NullMarked
package io.jenkins.lib.containergate.inventory.ruby;

import org.jspecify.annotations.NullMarked;
