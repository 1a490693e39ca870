/** The page that tries an edited policy on a stored verdict, before it is saved. */
@NullMarked
package io.jenkins.plugins.containergate.ui.trial;

import org.jspecify.annotations.NullMarked;
