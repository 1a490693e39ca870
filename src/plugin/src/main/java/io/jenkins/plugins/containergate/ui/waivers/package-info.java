/** The page of all waivers that administrators have set. */
@NullMarked
package io.jenkins.plugins.containergate.ui.waivers;

import org.jspecify.annotations.NullMarked;
